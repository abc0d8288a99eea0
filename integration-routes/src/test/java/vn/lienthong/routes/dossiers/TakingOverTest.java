package vn.lienthong.routes.dossiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/** A hub beside an adapter that a province has already; all dossiers are of agency H38.1. */
class TakingOverTest {
  private static final Replay.Act ACT = new Replay.Act("operator", "take-over of 1/12");
  private static final Duration A_WHILE = Duration.ofSeconds(20);

  @TempDir Path keys;

  @SuppressWarnings("NullAway.Init") // every test begins with a mode
  private Rig rig;

  private Rig in(Mode mode) {
    rig = new Rig(keys, true, false);
    rig.modes.set("*", mode, false, ACT);
    return rig;
  }

  @Test
  void in_shadow_everything_is_captured_and_nothing_sent() {
    in(Mode.SHADOW).feed("D-1:s:1", "D-1:p:2", "D-2:s:1");

    work();

    assertThat(rig.portal.effects).isEmpty();
    assertThat(rig.ledger.sums().in(DeliveryState.DUE)).isEqualTo(3);
  }

  @Test
  void the_difference_names_what_would_be_refused_and_what_the_portal_does_not_know() {
    in(Mode.SHADOW).portal.known.add("D-1");
    rig.portal.known.add("D-2");
    rig.feed("D-1:s:1", "D-2:s:1:unmappable", "D-3:s:1", "D-3:p:2");

    work();

    List<ShadowWork.Difference> differences = shadow().differences(10);
    assertThat(differences)
        .extracting(ShadowWork.Difference::dossier)
        .containsExactlyInAnyOrder("D-2", "D-3");
    assertThat(of(differences, "D-2").errorCode()).contains(HubError.FIELD_MISSING.code());
    assertThat(of(differences, "D-3").known()).contains(false);
    assertThat(of(differences, "D-3").version()).isEqualTo(2);
  }

  @Test
  void a_dossier_that_the_portal_gets_meanwhile_is_a_difference_no_more() {
    in(Mode.SHADOW).feed("D-1:s:1");
    work();
    assertThat(shadow().differences(10)).hasSize(1);

    rig.portal.known.add("D-1");
    rig.clock.pass(Duration.ofMinutes(11));
    work();

    assertThat(shadow().differences(10)).isEmpty();
  }

  @Test
  void off_captures_and_asks_nobody() {
    in(Mode.OFF).feed("D-1:s:1");

    work();

    assertThat(rig.portal.lookups).isZero();
    assertThat(shadow().differences(10)).isEmpty();
    assertThat(rig.states("D-1")).isEqualTo("1 DUE");
  }

  @Test
  void what_was_adopted_is_never_sent_and_what_came_after_is() {
    in(Mode.SHADOW).feed("D-1:s:1", "D-1:p:2");
    rig.feed("D-2:s:1");
    rig.portal.known.addAll(List.of("D-1", "D-2"));
    Instant stopped = pass();
    rig.feed("D-1:p:3", "D-2:s:2", "D-3:s:1");

    Adoption.Adopted adopted = adoption().adopt(Instant.EPOCH, stopped, ACT);
    long released = rig.modes.set("*", Mode.LIVE, true, ACT);
    work();

    assertThat(adopted).isEqualTo(new Adoption.Adopted(2, 3, 0));
    assertThat(released).isEqualTo(3);
    assertThat(rig.portal.effects)
        .containsExactlyInAnyOrder(
            "STEP D-1 step v3", "UPDATE D-2 snapshot v2", "ADD D-3 snapshot v1");
    assertThat(rig.states("D-1")).isEqualTo("1 ADOPTED, 2 ADOPTED, 3 DELIVERED");
    assertThat(rig.ledger.sums().accepted()).isEqualTo(6);
  }

  @Test
  void many_adopted_dossiers_are_no_send_at_all() {
    List<String> rows = new ArrayList<>();
    in(Mode.SHADOW);
    for (int d = 0; d < 60; d++) {
      rows.add("D-" + d + ":s:1");
      rows.add("D-" + d + ":p:2");
      rig.portal.known.add("D-" + d);
    }
    rig.feed(rows.toArray(String[]::new));

    Adoption.Adopted adopted = adoption().adopt(Instant.EPOCH, pass(), ACT);
    rig.modes.set("*", Mode.LIVE, false, ACT);
    work();

    assertThat(adopted).isEqualTo(new Adoption.Adopted(60, 120, 0));
    assertThat(rig.portal.effects).isEmpty();
    assertThat(rig.ledger.sums().in(DeliveryState.ADOPTED)).isEqualTo(120);
    assertThat(rig.ledger.sums().dossiersDelivered()).isEqualTo(60);
  }

  @Test
  void a_dossier_that_the_portal_does_not_know_is_not_adopted_but_sent_when_the_hub_goes_live() {
    in(Mode.SHADOW).feed("D-1:s:1", "D-1:p:2");

    Adoption.Adopted adopted = adoption().adopt(Instant.EPOCH, pass(), ACT);
    rig.modes.set("*", Mode.LIVE, true, ACT);
    work();

    assertThat(adopted).isEqualTo(new Adoption.Adopted(0, 0, 1));
    assertThat(rig.portal.effects).containsExactly("ADD D-1 snapshot v1", "STEP D-1 step v2");
  }

  @Test
  void going_live_asks_before_it_sends_what_is_left_in_shadow() {
    in(Mode.SHADOW).feed("D-1:s:1");

    assertRefused(() -> rig.modes.set("*", Mode.LIVE, false, ACT), HubError.SHADOW_NOT_ADOPTED);

    assertThat(rig.modes.list()).extracting(Modes.Rule::mode).containsExactly(Mode.SHADOW);
    work();
    assertThat(rig.portal.effects).isEmpty();
  }

  @Test
  void going_back_the_hub_still_sends_what_it_captured_while_it_was_live() {
    in(Mode.LIVE).feed("D-1:s:1", "D-1:p:2");
    rig.modes.set("*", Mode.SHADOW, false, ACT);
    rig.feed("D-1:p:3", "D-1:s:4", "D-2:s:1");

    work();

    assertThat(rig.portal.effects).containsExactly("ADD D-1 snapshot v1", "STEP D-1 step v2");
    assertThat(rig.states("D-1")).isEqualTo("1 DELIVERED, 2 DELIVERED, 3 DUE, 4 DUE");
  }

  @Test
  void what_is_captured_live_waits_behind_what_is_left_in_shadow_of_its_dossier() {
    in(Mode.SHADOW).feed("D-1:s:1", "D-1:p:2");
    rig.modes.set("*", Mode.LIVE, true, ACT);
    rig.feed("D-1:p:3");

    rig.worker.deliverDue();
    assertThat(rig.portal.effects).isEmpty();
    work();

    assertThat(rig.portal.effects)
        .containsExactly("ADD D-1 snapshot v1", "STEP D-1 step v2", "STEP D-1 step v3");
  }

  @Test
  void going_live_and_back_while_changes_come_loses_nothing_and_doubles_nothing() throws Exception {
    in(Mode.SHADOW);
    Thread office =
        Thread.ofVirtual()
            .start(
                () -> {
                  for (int version = 1; version <= 12; version++) {
                    String kind = version == 1 ? ":s:" : ":p:";
                    rig.feed("D-1" + kind + version, "D-2" + kind + version);
                  }
                });
    for (int i = 0; office.isAlive() || i % 2 == 1; i++) {
      rig.modes.set("*", i % 2 == 0 ? Mode.LIVE : Mode.SHADOW, true, ACT);
      shadow().once();
      rig.worker.deliverDue();
    }
    office.join();
    rig.modes.set("*", Mode.LIVE, true, ACT);
    work();

    assertThat(rig.portal.appliedTwice).isZero();
    assertThat(rig.portal.orderViolations).isZero();
    assertThat(rig.ledger.sums().in(DeliveryState.DELIVERED)).isEqualTo(24);
    assertThat(rig.portal.effects).hasSize(24);
  }

  @Test
  void an_agency_of_its_own_goes_live_alone() {
    in(Mode.SHADOW).modes.set("H38", Mode.OFF, false, ACT);
    rig.modes.set("H38.1", Mode.LIVE, false, ACT);
    rig.modes.set("H38.10", Mode.SHADOW, false, ACT);
    rig.feed("D-1:s:1");

    work();

    assertThat(rig.portal.effects).containsExactly("ADD D-1 snapshot v1");
    assertRefused(
        () -> rig.modes.set("h38; drop", Mode.LIVE, false, ACT), HubError.MODE_AGENCY_WRONG);
  }

  @Test
  void a_row_that_cannot_be_read_holds_nothing_back_once_it_is_adopted() {
    in(Mode.SHADOW).feed("D-1:x:1", "D-1:s:2");
    rig.portal.known.add("D-1");

    adoption().adopt(Instant.EPOCH, pass(), ACT);
    rig.modes.set("*", Mode.LIVE, false, ACT);
    rig.feed("D-1:p:3");
    work();

    assertThat(rig.portal.effects).containsExactly("STEP D-1 step v3");
  }

  @Test
  void an_adoption_that_the_portal_cuts_short_says_so_and_goes_on_when_repeated() {
    in(Mode.SHADOW).feed("D-1:s:1", "D-2:s:1");
    rig.portal.known.addAll(List.of("D-1", "D-2"));
    Instant to = pass();
    rig.portal.down = true;
    assertRefused(() -> adoption().adopt(Instant.EPOCH, to, ACT), HubError.ADOPTION_UNANSWERED);

    rig.portal.down = false;
    rig.clock.pass(Duration.ofMinutes(1));

    assertThat(adoption().adopt(Instant.EPOCH, to, ACT)).isEqualTo(new Adoption.Adopted(2, 2, 0));
  }

  @Test
  void every_act_is_an_entry_with_its_reason() {
    in(Mode.SHADOW).modes.set("*", Mode.LIVE, false, ACT);
    adoption().adopt(Instant.EPOCH, pass(), ACT);

    assertThat(
            rig.jdbc
                .sql("SELECT service FROM messagelog.entry WHERE kind = 'OPERATOR_ACT' ORDER BY id")
                .query(String.class)
                .list())
        .containsExactly("mode-set", "mode-set", "adopt");
    assertThatThrownBy(() -> new Replay.Act("operator", " ")).isInstanceOf(HubException.class);
  }

  /** Time goes on; returns the moment between what was and what will be captured. */
  private Instant pass() {
    rig.clock.pass(Duration.ofMinutes(1));
    Instant between = rig.clock.instant();
    rig.clock.pass(Duration.ofMinutes(1));
    return between;
  }

  private void work() {
    ShadowWork shadow = shadow();
    for (int i = 0; i < 3; i++) {
      shadow.once();
    }
    rig.workThrough(A_WHILE);
  }

  private ShadowWork shadow() {
    return new ShadowWork(
        rig.jdbc, "npsp", rig.dispatch, rig.calls, rig.portal, rig.modes, rig.transactions);
  }

  private Adoption adoption() {
    return new Adoption(
        rig.jdbc, "npsp", rig.dispatch, rig.calls, rig.portal, rig.messageLog(), rig.transactions);
  }

  private static ShadowWork.Difference of(List<ShadowWork.Difference> all, String dossier) {
    return all.stream().filter(one -> one.dossier().equals(dossier)).findFirst().orElseThrow();
  }

  private static void assertRefused(ThrowableAssert.ThrowingCallable act, HubError error) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.error()).as(e::english).isEqualTo(error));
  }
}
