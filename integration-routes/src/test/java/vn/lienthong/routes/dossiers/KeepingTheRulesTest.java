package vn.lienthong.routes.dossiers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules of mending, superseding, blocking and repeating, one by one. */
class KeepingTheRulesTest {
  private static final Duration LONG = Duration.ofMinutes(3);
  @TempDir Path keys;

  @SuppressWarnings("NullAway.Init") // made before each test
  private Rig rig;

  @BeforeEach
  void prepare() {
    rig = new Rig(keys, true, true);
    rig.clock.pass(LONG);
  }

  private List<UUID> ids() {
    return rig.jdbc
        .sql("SELECT id FROM dossiers.delivery ORDER BY dossier, version")
        .query(UUID.class)
        .list();
  }

  @Test
  void a_delivery_keeps_its_id_over_deferral_doubt_renewed_session_and_halving() {
    rig.feed("D-1:s:1", "D-1:p:2", "D-2:s:1");
    List<UUID> before = ids();
    rig.portal.faults.add(PlayedPortal.instead(503, "later"));
    rig.portal.faults.add(PlayedPortal.instead(200, "expired"));
    rig.portal.faults.add(PlayedPortal.requestLost());
    rig.portal.bad.add("D-2");

    rig.workThrough(LONG);

    assertThat(rig.states("D-1")).isEqualTo("1 DELIVERED, 2 DELIVERED");
    assertThat(rig.states("D-2")).isEqualTo("1 REFUSED");
    assertThat(ids()).isEqualTo(before);
    assertThat(
            rig.jdbc
                .sql("SELECT DISTINCT message_id FROM messagelog.entry WHERE kind = 'ITEM'")
                .query(String.class)
                .list())
        .containsExactlyInAnyOrderElementsOf(before.stream().map(UUID::toString).toList());
  }

  @Test
  void a_parked_snapshot_holds_its_steps_back_until_a_newer_one_takes_its_place() {
    rig.feed("D-1:s:1", "D-1:p:2", "D-2:s:1", "D-2:p:2");
    for (int i = 0; i < 12; i++) {
      rig.portal.faults.add(PlayedPortal.insteadFor("D-1", 200, "strange"));
    }
    rig.workThrough(LONG);
    assertThat(rig.states("D-1")).isEqualTo("1 PARKED, 2 DUE");
    assertThat(rig.states("D-2")).isEqualTo("1 DELIVERED, 2 DELIVERED");
    rig.portal.faults.clear();

    rig.feed("D-1:s:3");
    rig.worker.deliverDue();

    assertThat(rig.states("D-1")).isEqualTo("1 SUPERSEDED, 2 DELIVERED, 3 DELIVERED");
  }

  @Test
  void a_refused_update_is_mended_in_its_order_and_not_before_the_steps_between() {
    rig.feed("D-1:s:1", "D-1:p:2", "D-1:s:3:unmappable", "D-1:p:4");
    rig.worker.deliverDue();
    assertThat(rig.states("D-1")).isEqualTo("1 DELIVERED, 2 DELIVERED, 3 REFUSED, 4 DUE");

    rig.feed("D-1:s:5");
    rig.worker.deliverDue();

    assertThat(rig.portal.effects)
        .containsExactly(
            "ADD D-1 snapshot v1",
            "STEP D-1 step v2",
            "STEP D-1 step v4",
            "UPDATE D-1 snapshot v5");
    assertThat(rig.portal.orderViolations).isZero();
  }

  @Test
  void a_snapshot_in_doubt_is_not_superseded_by_a_newer_one() {
    rig.feed("D-1:s:1");
    rig.portal.faults.add(PlayedPortal.replyLost());
    rig.worker.deliverDue();

    rig.feed("D-1:s:2");
    rig.worker.deliverDue();
    assertThat(rig.states("D-1")).isEqualTo("1 IN_DOUBT, 2 DUE");

    rig.workThrough(LONG);
    assertThat(rig.portal.effects).containsExactly("ADD D-1 snapshot v1", "UPDATE D-1 snapshot v2");
    assertThat(rig.states("D-1")).isEqualTo("1 DELIVERED, 2 DELIVERED");
  }

  @Test
  void an_update_to_be_repeated_is_not_superseded_while_its_effect_is_open() {
    rig.feed("D-1:s:1");
    rig.worker.deliverDue();
    rig.feed("D-1:s:2");
    rig.portal.faults.add(PlayedPortal.replyLost());
    rig.worker.deliverDue();
    rig.clock.pass(Rig.PROCESSING);
    rig.portal.down = true;
    rig.doubts.resolve();

    rig.feed("D-1:s:3");
    assertThat(rig.states("D-1")).isEqualTo("1 DELIVERED, 2 DUE, 3 DUE");

    rig.portal.down = false;
    rig.workThrough(LONG);
    assertThat(rig.states("D-1")).isEqualTo("1 DELIVERED, 2 DELIVERED, 3 DELIVERED");
    assertThat(rig.portal.orderViolations).isZero();
  }

  @Test
  void steps_are_never_superseded() {
    rig.feed("D-1:s:1", "D-1:p:2", "D-1:p:3", "D-1:p:4", "D-1:s:5", "D-1:s:6");
    rig.worker.deliverDue();

    assertThat(rig.states("D-1"))
        .isEqualTo("1 DELIVERED, 2 DELIVERED, 3 DELIVERED, 4 DELIVERED, 5 SUPERSEDED, 6 DELIVERED");
  }

  @Test
  void a_portal_that_answers_503_or_is_left_alone_uses_no_attempt_and_parks_nothing() {
    rig.feed("D-1:s:1");
    for (int i = 0; i < 12; i++) {
      rig.portal.faults.add(PlayedPortal.instead(i % 2 == 0 ? 503 : 502, "down"));
    }

    rig.workThrough(Duration.ofMinutes(15));

    assertThat(rig.portal.faults).isEmpty();
    assertThat(rig.states("D-1")).isEqualTo("1 DELIVERED");
    assertThat(rig.ledger.show("D-1").getFirst().attempts()).isZero();
  }

  @Test
  void what_is_repeated_is_repeated_byte_for_byte_though_it_would_be_mapped_otherwise_now() {
    rig.feed("D-1:s:1");
    rig.worker.deliverDue();
    rig.feed("D-1:p:2", "D-1:s:3");
    rig.portal.faults.add(PlayedPortal.replyLost());
    rig.worker.deliverDue();
    rig.portal.mapping = "renamed ";

    rig.workThrough(LONG);

    assertThat(rig.portal.bodies)
        .containsExactly(
            "ADD D-1 snapshot v1",
            "STEP D-1 step v2",
            "STEP D-1 step v2",
            "UPDATE D-1 renamed snapshot v3");
    assertThat(rig.states("D-1")).isEqualTo("1 DELIVERED, 2 DELIVERED, 3 DELIVERED");
  }

  @Test
  void what_was_not_sent_is_mapped_anew() {
    rig.feed("D-1:s:1");
    rig.portal.faults.add(PlayedPortal.instead(503, "down"));
    rig.worker.deliverDue();
    rig.portal.mapping = "renamed ";

    rig.workThrough(LONG);

    assertThat(rig.portal.effects).containsExactly("ADD D-1 renamed snapshot v1");
  }

  @Test
  void asking_about_a_doubt_is_logged_with_its_answer() {
    rig.feed("D-1:s:1");
    rig.portal.faults.add(PlayedPortal.replyLost());
    rig.workThrough(LONG);

    assertThat(
            rig.jdbc
                .sql(
                    """
                    SELECT kind || ' ' || coalesce(outcome, '') FROM messagelog.entry
                     WHERE service = 'look-up' ORDER BY appended_at, kind DESC
                    """)
                .query(String.class)
                .list())
        .containsExactly("REQUEST ", "ANSWER ACCEPTED");
  }

  @Test
  void halving_a_batch_of_steps_keeps_the_order_of_every_dossier() {
    rig.feed("D-1:s:1", "D-2:s:1", "D-3:s:1", "D-4:s:1");
    rig.worker.deliverDue();
    rig.portal.bad.add("D-3");
    rig.feed(
        "D-1:p:2", "D-2:p:2", "D-3:p:2", "D-4:p:2", "D-1:p:3", "D-2:p:3", "D-3:p:3", "D-4:p:3");

    rig.workThrough(LONG);

    assertThat(rig.states("D-3")).isEqualTo("1 DELIVERED, 2 REFUSED, 3 DUE");
    for (String good : List.of("D-1", "D-2", "D-4")) {
      assertThat(rig.states(good)).isEqualTo("1 DELIVERED, 2 DELIVERED, 3 DELIVERED");
    }
    assertThat(rig.portal.orderViolations).isZero();
    assertThat(rig.portal.appliedTwice).isZero();
  }

  @Test
  void a_call_is_only_adds_or_only_updates_or_only_steps() {
    rig.feed("D-1:s:1", "D-2:s:1");
    rig.worker.deliverDue();
    rig.feed("D-1:s:2", "D-2:p:2", "D-3:s:1", "D-4:s:1");

    rig.worker.deliverDue();

    assertThat(rig.portal.bodies)
        .contains(
            "UPDATE D-1 snapshot v2", "STEP D-2 step v2", "ADD D-3 snapshot v1\nD-4 snapshot v1");
  }

  @Test
  void a_call_whose_closing_as_lost_is_under_way_is_answered_after_it() {
    rig.feed("D-1:s:1");
    rig.onceAt(
        PathPoint.AFTER_SEND,
        () -> {
          rig.clock.pass(Duration.ofMinutes(5));
          assertThat(rig.calls.closeLostCalls()).isEqualTo(1);
          assertThat(rig.calls.closeLostCalls()).isZero();
        });
    rig.worker.deliverDue();

    assertThat(
            rig.jdbc
                .sql(
                    """
                    SELECT e.outcome FROM messagelog.pending AS p
                      JOIN messagelog.entry AS e ON e.id = p.entry_id
                     WHERE e.kind = 'ANSWER' AND e.service = 'ADD' ORDER BY p.number
                    """)
                .query(String.class)
                .list())
        .containsExactly("IN_DOUBT", "ACCEPTED");
    assertThat(rig.states("D-1")).isEqualTo("1 DELIVERED");
  }
}
