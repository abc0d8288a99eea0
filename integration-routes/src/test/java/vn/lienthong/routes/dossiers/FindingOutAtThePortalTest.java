package vn.lienthong.routes.dossiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.lienthong.connectors.npsp.simulator.NpspFault;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.Batch;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.Modes;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.Steps;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorState;

/** Lost, late and refused calls over HTTP, in every mode in which the portal may be. */
class FindingOutAtThePortalTest {
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final Duration REAL = Duration.ofSeconds(60);
  private static final String PUSH = "DongBoHoSoMC";
  private static final String STEP = "CapNhatTienDoHoSoMC";

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init") // every test begins with at(…)
  private PortalRig at;

  static Stream<Modes> modes() {
    return Stream.of(Steps.values())
        .flatMap(
            steps ->
                Stream.of(Batch.values())
                    .map(batch -> Modes.usual().withSteps(steps).withBatch(batch)));
  }

  private boolean at(Modes modes) {
    at = new PortalRig(folder, modes);
    return modes.steps() == Steps.DEDUPLICATED;
  }

  @AfterEach
  void nothing_was_doubled_or_out_of_order() {
    NpspSimulatorState state = at.portal.state();
    at.close();
    assertThat(state.appliedTwice()).isZero();
    assertThat(state.orderViolations()).isZero();
  }

  /** Dossier 1 is to be added, 2 updated, 3 has a step; the portal knows the latter two. */
  private void anAddAnUpdateAndAStep() {
    at.feed("2:s:1", "3:s:1");
    at.rig.worker.deliverDue();
    assertThat(at.portal.state().applied()).isEqualTo(2);
    at.feed("1:s:1", "2:s:2", "3:p:2");
  }

  private long inDoubt() {
    return at.rig.ledger.sums().in(DeliveryState.IN_DOUBT);
  }

  @ParameterizedTest
  @MethodSource("modes")
  void what_took_effect_and_was_not_answered_is_found_out(Modes modes) {
    boolean repeatable = at(modes);
    anAddAnUpdateAndAStep();
    at.portal.fault(NpspFault.replyLost().times(3));
    at.rig.worker.deliverDue();
    assertThat(inDoubt()).isEqualTo(3);
    at.rig.doubts.resolve();
    assertThat(inDoubt()).as("the portal may still be at it").isEqualTo(3);

    at.rig.workThrough(LONG);

    assertThat(at.states(1)).isEqualTo("1 DELIVERED");
    assertThat(at.states(2)).isEqualTo("1 DELIVERED, 2 DELIVERED");
    assertThat(at.states(3)).isEqualTo("1 DELIVERED, 2 " + (repeatable ? "DELIVERED" : "IN_DOUBT"));
    assertThat(at.portal.state().lookups()).isEqualTo(1);
    assertThat(at.portal.state().steps()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("modes")
  void what_was_lost_on_the_way_is_sent_again_or_waits_for_an_operator(Modes modes) {
    boolean repeatable = at(modes);
    anAddAnUpdateAndAStep();
    at.portal.fault(NpspFault.resetAfter(0).withEffect(false).times(3));

    at.rig.workThrough(LONG);

    assertThat(at.states(1)).isEqualTo("1 DELIVERED");
    assertThat(at.states(2)).isEqualTo("1 DELIVERED, 2 DELIVERED");
    assertThat(at.portal.state().steps()).isEqualTo(repeatable ? 1 : 0);
    if (!repeatable) {
      assertThat(at.states(3)).isEqualTo("1 DELIVERED, 2 IN_DOUBT");
      at.rig.replay.replay(
          PortalWords.dossier(3), 2, new Replay.Act("op", "đầu mối xác nhận chưa nhận"));
      at.rig.workThrough(LONG);
    }
    assertThat(at.states(3)).isEqualTo("1 DELIVERED, 2 DELIVERED");
    assertThat(at.portal.state().steps()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("modes")
  void what_takes_effect_after_our_timeout_is_found_out(Modes modes) {
    boolean repeatable = at(modes);
    anAddAnUpdateAndAStep();
    at.portal.fault(NpspFault.lateEffect(Duration.ofMillis(1_500)).on(PUSH).times(2));
    at.portal.fault(NpspFault.lateEffect(Duration.ofMillis(1_500)).on(STEP).times(1));
    await()
        .atMost(REAL)
        .until(
            () -> {
              at.deliverWith(Duration.ofMillis(300)); // a call that found no way in goes again
              at.rig.clock.pass(Duration.ofSeconds(2));
              return inDoubt() == 3;
            });
    await().atMost(REAL).until(() -> at.portal.state().applied() == 5);

    at.rig.workThrough(LONG);

    assertThat(at.states(1)).isEqualTo("1 DELIVERED");
    assertThat(at.states(2)).isEqualTo("1 DELIVERED, 2 DELIVERED");
    assertThat(at.states(3)).isEqualTo("1 DELIVERED, 2 " + (repeatable ? "DELIVERED" : "IN_DOUBT"));
    assertThat(at.portal.state().steps()).isEqualTo(1);
    assertThat(at.portal.state().dossiers()).isEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource("modes")
  void one_bad_and_one_known_dossier_among_many_added_are_found(Modes modes) {
    at(modes);
    at.feed("9:s:1");
    at.rig.worker.deliverDue();
    at.rig.jdbc.sql("UPDATE dossiers.dossier SET known = false").update(); // the hub forgot
    at.portal.fault(NpspFault.badDossier(PortalWords.dossier(4)).on(PUSH));
    at.feed("9:s:2");
    at.feed(IntStream.range(1, 9).mapToObj(i -> i + ":s:1").toArray(String[]::new));

    at.rig.workThrough(LONG);

    for (int i = 1; i < 9; i++) {
      assertThat(at.states(i)).isEqualTo(i == 4 ? "1 REFUSED" : "1 DELIVERED");
    }
    assertThat(at.states(9)).isEqualTo("1 DELIVERED, 2 DELIVERED");
    assertThat(at.portal.state().dossiers()).isEqualTo(8);
  }

  @ParameterizedTest
  @MethodSource("modes")
  void one_bad_dossier_among_steps_and_updates_holds_back_itself_alone(Modes modes) {
    at(modes);
    List<String> steps = new ArrayList<>();
    for (int i = 1; i < 8; i++) {
      at.feed(i + ":s:1");
      steps.add(i + ":p:2");
      steps.add(i + ":p:3");
      steps.add(i + ":s:4");
    }
    at.rig.worker.deliverDue();
    at.portal.fault(NpspFault.badDossier(PortalWords.dossier(4)).on(STEP));
    at.feed(steps.toArray(String[]::new));

    at.rig.workThrough(LONG);
    assertThat(at.states(4)).isEqualTo("1 DELIVERED, 2 REFUSED, 3 DUE, 4 DUE");
    assertThat(at.rig.ledger.sums().in(DeliveryState.DELIVERED)).isEqualTo(6 * 4 + 1);
    at.portal.clearFaults();
    at.rig.replay.replay(PortalWords.dossier(4), 2, new Replay.Act("op", "Cổng đã sửa"));
    at.rig.workThrough(LONG);

    assertThat(at.rig.ledger.sums().in(DeliveryState.DELIVERED)).isEqualTo(7 * 4);
    assertThat(at.portal.state().steps()).isEqualTo(14);
  }
}
