package vn.lienthong.routes.dossiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a worker may do with what it took, when its time runs out, stands still or is set. */
class HoldingALeaseTest {
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Duration LONG = Duration.ofMinutes(6);
  @TempDir Path keys;

  @SuppressWarnings("NullAway.Init") // made before each test
  private Rig rig;

  @BeforeEach
  void prepare() {
    rig = new Rig(keys, true, true);
    rig.clock.pass(LONG); // the hub has run for a while
  }

  @AfterEach
  void nothing_was_doubled_or_out_of_order() {
    assertThat(rig.portal.appliedTwice).isZero();
    assertThat(rig.portal.orderViolations).isZero();
  }

  private long entries(String kind) {
    return rig.jdbc
        .sql("SELECT count(*) FROM messagelog.entry WHERE kind = :kind AND service <> 'login'")
        .param("kind", kind)
        .query(Long.class)
        .single();
  }

  @Test
  void with_too_little_lease_left_nothing_is_sent_and_no_attempt_is_used() {
    rig.feed("D-1:s:1");
    rig.onceAt(PathPoint.AFTER_CLAIM_COMMIT, () -> rig.clock.pass(LEASE.minusSeconds(2)));
    rig.worker.deliverDue();

    assertThat(rig.portal.effects).isEmpty();
    assertThat(rig.states("D-1")).isEqualTo("1 DUE");
    assertThat(rig.ledger.show("D-1").getFirst().attempts()).isZero();

    rig.workThrough(Duration.ofSeconds(10));
    assertThat(rig.states("D-1")).isEqualTo("1 DELIVERED");
  }

  @Test
  void a_worker_stopped_on_its_way_to_the_socket_sends_nothing_when_it_goes_on() {
    rig.feed("D-1:s:1");
    rig.onceAt(
        PathPoint.BEFORE_SEND,
        () -> {
          rig.clock.pass(LEASE.plusSeconds(1));
          assertThat(rig.doubts.expireLeases()).isEqualTo(1);
          rig.clock.pass(Rig.PROCESSING);
          assertThat(rig.doubts.resolve()).isEqualTo(1);
          rig.calls.closeLostCalls();
          rig.worker.deliverDue(); // stands for another node's
        });

    rig.worker.deliverDue();

    assertThat(rig.portal.effects).containsExactly("ADD D-1 snapshot v1");
    assertThat(rig.states("D-1")).isEqualTo("1 DELIVERED");
    assertThat(entries("REQUEST") - 1).as("two calls and a look-up").isEqualTo(2);
    assertThat(entries("ANSWER")).as("the lost call is closed, and answered late").isEqualTo(4);
  }

  @Test
  void a_machine_that_slept_sends_nothing_though_its_even_clock_stood_still() {
    rig.feed("D-1:s:1");
    rig.onceAt(PathPoint.BEFORE_SEND, () -> rig.clock.set(LEASE));

    rig.worker.deliverDue();

    assertThat(rig.portal.effects).isEmpty();
    assertThat(rig.states("D-1")).isEqualTo("1 DUE");
  }

  @Test
  void a_lease_that_ran_out_is_a_doubt_and_never_due_again_before_somebody_asked() {
    rig.feed("D-1:s:1", "D-1:p:2");
    rig.dieAt(PathPoint.AFTER_CLAIM_COMMIT);
    assertThatThrownBy(rig.worker::deliverDue).isInstanceOf(Rig.Killed.class);
    rig.clock.pass(LEASE.plusSeconds(1));

    rig.doubts.expireLeases();
    rig.worker.deliverDue();
    assertThat(rig.states("D-1")).isEqualTo("1 IN_DOUBT, 2 DUE");
    assertThat(rig.portal.lookups).isZero();

    rig.clock.pass(Rig.PROCESSING);
    rig.doubts.resolve();
    assertThat(rig.portal.lookups).isEqualTo(1);
    rig.worker.deliverDue();
    assertThat(rig.states("D-1")).isEqualTo("1 DELIVERED, 2 DELIVERED");
  }

  @Test
  void an_answer_that_comes_after_the_lease_ended_still_counts() {
    rig.feed("D-1:s:1");
    rig.onceAt(
        PathPoint.AFTER_SEND,
        () -> {
          rig.clock.pass(LEASE.plusSeconds(1));
          rig.doubts.expireLeases();
          assertThat(rig.states("D-1")).isEqualTo("1 IN_DOUBT");
        });

    rig.worker.deliverDue();

    assertThat(rig.states("D-1")).isEqualTo("1 DELIVERED");
    assertThat(rig.portal.lookups).isZero();
  }

  @Test
  void an_outcome_is_kept_in_mind_while_the_database_is_away() {
    rig.feed("D-1:s:1");
    rig.onceAt(PathPoint.AFTER_SEND, () -> rig.database.cut = true);
    assertThatThrownBy(rig.worker::deliverDue).hasRootCauseMessage("cut off");
    assertThatThrownBy(rig.worker::recordUnwritten).hasRootCauseMessage("cut off");

    rig.database.cut = false;
    assertThat(rig.states("D-1")).isEqualTo("1 IN_FLIGHT");
    assertThat(rig.worker.recordUnwritten()).isEqualTo(1);

    assertThat(rig.states("D-1")).isEqualTo("1 DELIVERED");
    assertThat(entries("ANSWER")).isEqualTo(1);
    assertThat(rig.worker.recordUnwritten()).isZero();
  }

  @Test
  void a_commit_that_held_though_its_answer_was_lost_is_not_recorded_twice() {
    rig.feed("D-1:s:1");
    rig.onceAt(PathPoint.AFTER_SEND, () -> rig.database.loseNextCommitAnswer = true);

    rig.worker.deliverDue();
    assertThat(rig.states("D-1")).isEqualTo("1 DELIVERED");
    rig.worker.recordUnwritten();

    assertThat(entries("ANSWER")).isEqualTo(1);
    assertThat(rig.ledger.sums().in(DeliveryState.DELIVERED)).isEqualTo(1);
  }

  @Test
  void a_clock_set_forward_asks_about_no_call_before_its_time() {
    rig.feed("D-1:s:1", "D-1:p:2", "D-1:s:3");
    rig.worker.deliverDue();
    rig.feed("D-1:s:4");
    rig.portal.faults.add(PlayedPortal.requestLost());
    rig.worker.deliverDue();
    assertThat(rig.states("D-1")).endsWith("4 IN_DOUBT");

    rig.clock.set(Duration.ofHours(5));
    rig.time.follow();
    assertThat(rig.doubts.resolve()).isZero();
    rig.clock.pass(Rig.PROCESSING.minusSeconds(1));
    assertThat(rig.doubts.resolve()).isZero();

    rig.clock.pass(Duration.ofSeconds(1));
    assertThat(rig.doubts.resolve()).isEqualTo(1);
  }

  @Test
  void
      a_lease_that_a_clock_set_forward_ended_is_asked_about_when_its_holder_cannot_send_any_more() {
    rig.feed("D-1:s:1");
    rig.dieAt(PathPoint.BEFORE_SEND);
    assertThatThrownBy(rig.worker::deliverDue).isInstanceOf(Rig.Killed.class);
    rig.clock.set(Duration.ofHours(1));
    rig.time.follow();
    assertThat(rig.doubts.expireLeases()).isEqualTo(1);

    rig.clock.pass(Rig.PROCESSING.plus(LEASE).minusSeconds(1));
    assertThat(rig.doubts.resolve()).isZero();

    rig.clock.pass(Duration.ofSeconds(1));
    assertThat(rig.doubts.resolve()).isEqualTo(1);
  }

  @Test
  void a_clock_set_back_holds_nothing_up() {
    rig.feed("D-1:s:1", "D-2:s:1", "D-3:s:1", "D-4:s:1");
    rig.portal.faults.add(PlayedPortal.requestLost());
    rig.worker.deliverDue(); // four in doubt
    rig.feed("D-5:s:1");
    rig.dieAt(PathPoint.AFTER_CLAIM_COMMIT);
    assertThatThrownBy(rig.worker::deliverDue).isInstanceOf(Rig.Killed.class);
    rig.feed("D-6:s:1");
    rig.portal.faults.add(PlayedPortal.instead(500, "down"));
    rig.worker.deliverDue(); // deferred
    rig.feed("D-7:s:1");

    rig.clock.set(Duration.ofHours(-3));
    rig.time.follow();
    assertThat(rig.doubts.shortenWaits()).isEqualTo(7);
    assertThat(rig.doubts.shortenWaits()).as("once").isZero();
    rig.worker.deliverDue();
    assertThat(rig.states("D-7")).isEqualTo("1 DELIVERED");
    rig.workThrough(Duration.ofMinutes(4));

    assertThat(rig.ledger.sums().in(DeliveryState.DELIVERED)).isEqualTo(7);
    assertThat(rig.portal.effects).hasSize(7);
  }

  @Test
  void a_worker_that_was_told_to_stop_ends_its_call_and_begins_no_other() {
    rig.feed("D-1:s:1", "D-1:p:2", "D-2:s:1");
    rig.onceAt(PathPoint.AFTER_SEND, rig.worker::stop);

    rig.worker.deliverDue();
    rig.worker.deliverDue();

    assertThat(rig.portal.batchSizes).isEqualTo(List.of(2));
    assertThat(rig.states("D-1")).isEqualTo("1 DELIVERED, 2 DUE");
  }
}
