package vn.lienthong.routes.dossiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import vn.lienthong.schemas.error.HubException;

class DeliveringDossiersTest {
  private static final Duration LONG = Duration.ofMinutes(6);
  @TempDir Path keys;

  @SuppressWarnings("NullAway.Init") // every test begins with rig(…)
  private Rig rig;

  private Rig rig(boolean atomic, boolean stepsIdempotent) {
    rig = new Rig(keys, atomic, stepsIdempotent);
    return rig;
  }

  @AfterEach
  void the_portal_was_never_told_out_of_order_and_the_states_sum_up() {
    assertThat(rig.portal.orderViolations).isZero();
    Map<String, Long> counted = rig.counted();
    assertThat(rig.tallied()).isEqualTo(counted);
    rig.tally.fold();
    assertThat(rig.tallied()).isEqualTo(counted);
  }

  @Test
  void a_dossier_goes_out_first_and_its_steps_follow_in_order() {
    rig(true, true).feed("D-1:s:1", "D-1:p:2", "D-1:p:3", "D-1:s:4", "D-1:p:5");

    rig.worker.deliverDue();

    assertThat(rig.portal.effects)
        .containsExactly(
            "ADD D-1 snapshot v1",
            "STEP D-1 step v2",
            "STEP D-1 step v3",
            "UPDATE D-1 snapshot v4",
            "STEP D-1 step v5");
    assertThat(rig.ledger.sums().in(DeliveryState.DELIVERED)).isEqualTo(5);
    assertThat(rig.ledger.sums().dossiersDelivered()).isEqualTo(1);
    assertThat(rig.portal.batchSizes).containsExactly(1, 2, 1, 1);
  }

  @Test
  void versions_that_come_in_two_pages_the_wrong_way_round_go_out_in_order() {
    rig(true, true).feed("D-1:s:1", "D-1:p:3");
    rig.worker.deliverDue();
    assertThat(rig.states("D-1")).isEqualTo("1 DELIVERED, 3 DUE");

    rig.feed("D-1:p:2");
    rig.worker.deliverDue();

    assertThat(rig.portal.effects)
        .containsExactly("ADD D-1 snapshot v1", "STEP D-1 step v2", "STEP D-1 step v3");
  }

  @Test
  void a_row_that_was_captured_before_changes_nothing() {
    rig(true, true).feed("D-1:s:1", "D-1:p:2");
    rig.feed("D-1:s:1", "D-1:p:2");

    rig.worker.deliverDue();

    assertThat(rig.portal.effects).hasSize(2);
  }

  @Test
  void dossiers_share_calls_and_each_keeps_its_order() {
    List<String> rows = new ArrayList<>();
    for (int version = 1; version <= 4; version++) {
      for (int d = 0; d < 30; d++) {
        rows.add("D-" + d + (version == 1 ? ":s:" : ":p:") + version);
      }
    }
    rig(true, true).feed(rows.toArray(String[]::new));

    rig.worker.deliverDue();

    assertThat(rig.portal.effects).hasSize(120);
    assertThat(rig.portal.batchSizes).containsExactly(30, 50, 40);
  }

  @Test
  void of_two_due_snapshots_with_nothing_between_the_newer_goes() {
    rig(true, true).feed("D-1:s:1", "D-1:s:2", "D-1:p:3", "D-1:s:4");

    rig.worker.deliverDue();

    assertThat(rig.portal.effects)
        .containsExactly("ADD D-1 snapshot v2", "STEP D-1 step v3", "UPDATE D-1 snapshot v4");
    assertThat(rig.states("D-1")).isEqualTo("1 SUPERSEDED, 2 DELIVERED, 3 DELIVERED, 4 DELIVERED");
  }

  @Test
  void an_add_that_the_portal_knows_goes_out_as_an_update() {
    rig(true, true).portal.known.add("D-1");
    rig.feed("D-1:s:1", "D-2:s:1", "D-3:s:1");

    rig.workThrough(LONG);

    assertThat(rig.portal.effects)
        .containsExactlyInAnyOrder(
            "UPDATE D-1 snapshot v1", "ADD D-2 snapshot v1", "ADD D-3 snapshot v1");
    assertThat(rig.ledger.sums().in(DeliveryState.DELIVERED)).isEqualTo(3);
  }

  @Test
  void an_add_that_the_portal_knows_is_not_lost_in_a_batch_partly_applied() {
    rig(false, false).portal.known.add("D-1");
    rig.feed("D-1:s:1", "D-2:s:1", "D-3:s:1");

    rig.workThrough(LONG);

    assertThat(rig.ledger.sums().in(DeliveryState.DELIVERED)).isEqualTo(3);
    assertThat(rig.portal.effects).contains("UPDATE D-1 snapshot v1");
    assertThat(rig.portal.appliedTwice).isZero();
  }

  @Test
  void one_bad_dossier_in_an_atomic_batch_is_found_by_halving() {
    rig(true, true).portal.bad.add("D-13");
    rig.feed(snapshots(40));

    rig.workThrough(Duration.ofSeconds(5));

    assertThat(rig.ledger.sums().in(DeliveryState.DELIVERED)).isEqualTo(39);
    assertThat(rig.states("D-13")).isEqualTo("1 REFUSED");
    assertThat(rig.portal.appliedTwice).isZero();
    assertThat(rig.portal.batchSizes).hasSizeLessThan(20);
  }

  @Test
  void one_bad_dossier_in_a_batch_partly_applied_is_found_by_asking() {
    rig(false, false).portal.bad.add("D-13");
    rig.feed(snapshots(40));

    rig.workThrough(LONG);

    assertThat(rig.ledger.sums().in(DeliveryState.DELIVERED)).isEqualTo(39);
    assertThat(rig.states("D-13")).isEqualTo("1 REFUSED");
    assertThat(rig.portal.appliedTwice).isZero();
    assertThat(rig.portal.lookups).isEqualTo(40);
  }

  private static String[] snapshots(int count) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add("D-" + i + ":s:1");
    }
    return rows.toArray(String[]::new);
  }

  @Test
  void a_refused_dossier_holds_back_itself_only_until_a_mended_version_comes() {
    rig(true, true).feed("D-1:s:1:unmappable", "D-1:p:2", "D-2:s:1", "D-2:p:2");
    rig.worker.deliverDue();
    assertThat(rig.states("D-1")).isEqualTo("1 REFUSED, 2 DUE");
    assertThat(rig.states("D-2")).isEqualTo("1 DELIVERED, 2 DELIVERED");
    assertThat(rig.ledger.sums().blocked()).isEqualTo(1);
    assertThat(rig.ledger.refusals(10))
        .singleElement()
        .satisfies(cause -> assertThat(cause.field()).contains("TrichYeuHoSo"));

    rig.feed("D-1:s:3");
    rig.portal.orderViolations = 0;
    rig.worker.deliverDue();

    assertThat(rig.states("D-1")).isEqualTo("1 SUPERSEDED, 2 DELIVERED, 3 DELIVERED");
    assertThat(rig.portal.effects.subList(2, 4))
        .containsExactly("ADD D-1 snapshot v3", "STEP D-1 step v2");
    rig.portal.orderViolations = 0;
  }

  @Test
  void a_mended_version_that_was_captured_already_takes_over_at_once() {
    rig(true, true).feed("D-1:s:1", "D-1:p:2", "D-1:s:3:unmappable", "D-1:p:4", "D-1:s:5");

    rig.worker.deliverDue();

    assertThat(rig.states("D-1"))
        .isEqualTo("1 DELIVERED, 2 DELIVERED, 3 SUPERSEDED, 4 DELIVERED, 5 DELIVERED");
  }

  @Test
  void a_row_that_cannot_be_read_is_refused_from_the_start_and_mended_by_the_next() {
    rig(true, true).feed("D-1:x:1", "D-1:p:2");
    rig.worker.deliverDue();
    assertThat(rig.states("D-1")).isEqualTo("1 REFUSED, 2 DUE");

    rig.feed("D-1:s:3");
    rig.worker.deliverDue();

    assertThat(rig.states("D-1")).isEqualTo("1 SUPERSEDED, 2 DELIVERED, 3 DELIVERED");
    rig.portal.orderViolations = 0;
  }

  @Test
  void a_reply_lost_after_the_effect_is_found_by_asking() {
    rig(true, true).feed("D-1:s:1", "D-2:s:1");
    rig.portal.faults.add(PlayedPortal.replyLost());
    rig.worker.deliverDue();
    assertThat(rig.ledger.sums().in(DeliveryState.IN_DOUBT)).isEqualTo(2);

    rig.doubts.resolve();
    assertThat(rig.portal.lookups).isZero();
    rig.workThrough(LONG);

    assertThat(rig.ledger.sums().in(DeliveryState.DELIVERED)).isEqualTo(2);
    assertThat(rig.portal.appliedTwice).isZero();
    assertThat(rig.portal.effects).hasSize(2);
  }

  @Test
  void an_add_in_doubt_is_repeated_where_nobody_can_be_asked_and_known_adds_are_refused() {
    rig(true, true).portal.canBeAsked = false;
    rig.portal.knownAddsRefused = true;
    rig.portal.faults.add(PlayedPortal.replyLost());
    rig.feed("D-1:s:1", "D-1:p:2");

    rig.workThrough(LONG);

    assertThat(rig.states("D-1")).isEqualTo("1 DELIVERED, 2 DELIVERED");
    assertThat(rig.portal.lookups).isZero();
    assertThat(rig.portal.appliedTwice).isZero();
  }

  @Test
  void an_add_in_doubt_waits_for_an_operator_where_nobody_can_be_asked_and_nothing_is_known() {
    rig(true, true).portal.canBeAsked = false;
    rig.portal.faults.add(PlayedPortal.requestLost());
    rig.feed("D-1:s:1", "D-1:p:2");

    rig.workThrough(LONG);

    assertThat(rig.states("D-1")).isEqualTo("1 IN_DOUBT, 2 DUE");
    assertThat(rig.portal.effects).isEmpty();
  }

  @Test
  void a_request_lost_before_the_effect_is_sent_again() {
    rig(true, true).feed("D-1:s:1");
    rig.portal.faults.add(PlayedPortal.requestLost());

    rig.workThrough(LONG);

    assertThat(rig.portal.effects).containsExactly("ADD D-1 snapshot v1");
  }

  @Test
  void a_step_in_doubt_is_repeated_only_where_the_portal_counts_it_once() {
    rig(true, true).feed("D-1:s:1", "D-1:p:2", "D-1:p:3");
    rig.portal.faults.add(PlayedPortal.pass());
    rig.portal.faults.add(PlayedPortal.requestLost());

    rig.workThrough(LONG);

    assertThat(rig.states("D-1")).isEqualTo("1 DELIVERED, 2 DELIVERED, 3 DELIVERED");
  }

  @Test
  void a_step_in_doubt_waits_for_an_operator_elsewhere() {
    rig(true, false).feed("D-1:s:1", "D-1:p:2", "D-1:p:3");
    rig.portal.faults.add(PlayedPortal.pass());
    rig.portal.faults.add(PlayedPortal.replyLost());
    rig.workThrough(LONG);
    assertThat(rig.states("D-1")).isEqualTo("1 DELIVERED, 2 IN_DOUBT, 3 IN_DOUBT");

    rig.replay.cancel("D-1", 2, new Replay.Act("op", "đã kiểm tra với đầu mối"));
    rig.replay.cancel("D-1", 3, new Replay.Act("op", "đã kiểm tra với đầu mối"));

    assertThat(rig.states("D-1")).isEqualTo("1 DELIVERED, 2 CANCELLED, 3 CANCELLED");
    assertThat(rig.portal.appliedTwice).isZero();
  }

  @Test
  void an_unreachable_portal_uses_up_no_attempt() {
    rig(true, true).feed("D-1:s:1", "D-1:p:2");
    rig.worker.deliverDue();
    rig.feed("D-1:p:3");
    rig.portal.down = true;
    rig.workThrough(Duration.ofMinutes(5));
    assertThat(rig.states("D-1")).isEqualTo("1 DELIVERED, 2 DELIVERED, 3 DUE");

    rig.portal.down = false;
    rig.workThrough(Duration.ofMinutes(2));

    assertThat(rig.states("D-1")).isEqualTo("1 DELIVERED, 2 DELIVERED, 3 DELIVERED");
    assertThat(rig.ledger.show("D-1").getLast().attempts()).isZero();
  }

  @Test
  void an_answer_that_nobody_understands_is_parked_when_the_attempts_are_used_up() {
    rig(true, true).feed("D-1:s:1");
    for (int i = 0; i < 3; i++) {
      rig.portal.faults.add(PlayedPortal.instead(200, "strange"));
    }

    rig.workThrough(LONG);
    assertThat(rig.states("D-1")).isEqualTo("1 PARKED");

    rig.replay.replay("D-1", 1, new Replay.Act("op", "đối tác đã sửa"));
    rig.worker.deliverDue();
    assertThat(rig.states("D-1")).isEqualTo("1 DELIVERED");
  }

  @Test
  void a_session_that_expires_on_the_way_costs_nothing() {
    rig(true, true).feed("D-1:s:1", "D-2:s:1");
    rig.portal.faults.add(PlayedPortal.instead(200, "expired"));

    rig.worker.deliverDue();

    assertThat(rig.ledger.sums().in(DeliveryState.DELIVERED)).isEqualTo(2);
    assertThat(rig.portal.logins).isEqualTo(2);
    assertThat(
            rig.jdbc
                .sql(
                    "SELECT count(*) FROM messagelog.entry WHERE service = 'ADD' AND kind = 'REQUEST'")
                .query(Long.class)
                .single())
        .isEqualTo(2);
  }

  @Test
  void a_worker_that_dies_leaves_a_doubt_and_never_a_second_effect() {
    for (PathPoint point :
        List.of(
            PathPoint.BEFORE_CLAIM_COMMIT,
            PathPoint.AFTER_CLAIM_COMMIT,
            PathPoint.BEFORE_SEND,
            PathPoint.AFTER_SEND,
            PathPoint.BEFORE_OUTCOME_COMMIT,
            PathPoint.AFTER_OUTCOME_COMMIT)) {
      rig(true, true).feed("D-1:s:1", "D-1:p:2", "D-2:s:1");
      rig.dieAt(point);
      assertThatThrownBy(rig.worker::deliverDue).isInstanceOf(Rig.Killed.class);

      rig.workThrough(LONG);

      assertThat(rig.ledger.sums().in(DeliveryState.DELIVERED)).as(point.name()).isEqualTo(3);
      assertThat(rig.portal.effects).as(point.name()).hasSize(3);
      assertThat(rig.portal.orderViolations).isZero();
    }
  }

  @Test
  void a_capture_that_dies_loses_nothing_and_doubles_nothing() {
    for (PathPoint point :
        List.of(PathPoint.BEFORE_CAPTURE_COMMIT, PathPoint.AFTER_CAPTURE_COMMIT)) {
      rig(true, true).dieAt(point);
      assertThatThrownBy(() -> rig.feed("D-1:s:1", "D-1:p:2")).isInstanceOf(Rig.Killed.class);

      rig.feed("D-1:s:1", "D-1:p:2");
      rig.worker.deliverDue();

      assertThat(rig.states("D-1")).as(point.name()).isEqualTo("1 DELIVERED, 2 DELIVERED");
    }
  }

  @Test
  void replaying_what_was_delivered_asks_and_sends_nothing() {
    rig(true, true).feed("D-1:s:1");
    rig.worker.deliverDue();

    var result = rig.replay.replay("D-1", 1, new Replay.Act("op", "kiểm tra"));

    assertThat(result).isEqualTo(new Replay.Result.Checked(true));
    assertThat(rig.portal.effects).hasSize(1);
    assertThat(rig.states("D-1")).isEqualTo("1 DELIVERED");
  }

  @Test
  void an_act_needs_a_reason_and_a_delivery_that_is_there() {
    rig(true, true).feed("D-1:s:1");
    Replay.Act act = new Replay.Act("op", "vì");

    assertThatThrownBy(() -> new Replay.Act("op", " ")).isInstanceOf(HubException.class);
    assertThatThrownBy(() -> rig.replay.replay("D-9", 1, act)).hasMessageContaining("LT-4074");
    assertThatThrownBy(() -> rig.replay.replay("D-1", 1, act)).hasMessageContaining("LT-4075");
  }

  @Test
  void the_database_refuses_the_same_moves_as_the_code() {
    rig(true, true);
    List<Map<String, Object>> rows =
        rig.jdbc.sql("SELECT from_state, to_state FROM dossiers.allowed_move").query().listOfRows();

    for (DeliveryState from : DeliveryState.values()) {
      for (DeliveryState to : DeliveryState.values()) {
        assertThat(rows.contains(Map.of("from_state", from.name(), "to_state", to.name())))
            .as(from + " to " + to)
            .isEqualTo(from.next().contains(to));
      }
    }
  }

  @Test
  void a_forbidden_move_and_a_deletion_fail_in_the_database() {
    rig(true, true).feed("D-1:s:1");
    rig.worker.deliverDue();

    assertThatThrownBy(() -> rig.jdbc.sql("UPDATE dossiers.delivery SET state = 'DUE'").update())
        .isInstanceOf(DataAccessException.class)
        .hasMessageContaining("may not move from DELIVERED to DUE");
    assertThatThrownBy(() -> rig.jdbc.sql("DELETE FROM dossiers.delivery").update())
        .isInstanceOf(DataAccessException.class);
  }

  @Test
  void every_call_has_one_entry_for_itself_one_for_each_dossier_and_an_outcome() {
    rig(true, true).feed("D-1:s:1", "D-2:s:1", "D-3:s:1");

    rig.worker.deliverDue();

    assertThat(
            rig.jdbc
                .sql(
                    "SELECT kind, count(*) FROM messagelog.entry WHERE service = 'ADD' GROUP BY kind"
                        + " ORDER BY kind")
                .query((row, _) -> row.getString(1) + " " + row.getLong(2))
                .list())
        .containsExactly("ANSWER 1", "ITEM 3", "REQUEST 1");
  }

  @Test
  void lag_is_the_age_of_the_oldest_message_that_waits() {
    rig(true, true).feed("D-1:s:1");
    rig.clock.pass(Duration.ofMinutes(3));
    assertThat(rig.ledger.lag("npsp")).contains(Duration.ofMinutes(3));

    rig.worker.deliverDue();

    assertThat(rig.ledger.lag("npsp")).isEmpty();
  }

  @Test
  void wake_ups_name_the_dossiers_at_most_fifty_together() {
    rig(true, true).feed(snapshots(120));

    assertThat(rig.wakeUps).hasSize(3).allMatch(body -> body.split("\n").length <= 50);
  }
}
