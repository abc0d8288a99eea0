package vn.lienthong.routes.dossiers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.routes.partner.PaceSetting;
import vn.lienthong.routes.partner.TestCalls;

/** The partner is away for 24 hours while the province works on. */
class RecoveringFromALongOutageTest {
  private static final int DOSSIERS = 12;
  private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(1);

  @TempDir private Path keys;
  private Rig rig;

  /**
   * A circuit that opens after ten failed calls for 30 s, as the usual settings have it for 3 s.
   */
  @BeforeEach
  void a_day_of_outage() {
    rig = new Rig(keys, true, true);
    rig.terms =
        TestCalls.always(
            TestCalls.pace()
                .with(
                    Map.of(
                        PaceSetting.CIRCUIT_WINDOW, 10L, PaceSetting.CIRCUIT_OPEN_FOR, 30_000L)));
    rig.feed(rows(1, "s"));
    rig.worker.deliverDue();
    rig.portal.down = true;
    rig.feed(rows(2, "p"));
    rig.feed(rows(3, "s"));
    hours(8);
    rig.feed(rows(4, "s"));
    rig.feed(rows(5, "s"));
    hours(8);
    rig.feed(rows(6, "p"));
    rig.feed(rows(7, "s"));
    hours(8);
    rig.portal.down = false;
  }

  private static String[] rows(int version, String kind) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < DOSSIERS; i++) {
      rows.add("D-" + i + ":" + kind + ":" + version);
    }
    return rows.toArray(String[]::new);
  }

  private void hours(int hours) {
    for (int minute = 0; minute < hours * 60; minute += 30) {
      rig.worker.deliverDue();
      rig.clock.pass(Duration.ofMinutes(30));
    }
  }

  @Test
  void nothing_waits_longer_than_the_longest_back_off_once_it_answers() {
    rig.clock.pass(LONGEST_BACK_OFF);
    rig.worker.deliverDue(); // one call tries, and closes the circuit
    rig.worker.deliverDue();

    assertThat(rig.ledger.sums().in(DeliveryState.DUE)).isZero();
    assertThat(rig.ledger.lag("npsp")).isEmpty();
    assertThat(rig.portal.orderViolations).isZero();
    assertThat(rig.portal.appliedTwice).isZero();
  }

  @Test
  void snapshots_that_waited_are_superseded_and_steps_never() {
    rig.clock.pass(LONGEST_BACK_OFF);
    rig.worker.deliverDue();
    rig.worker.deliverDue();

    for (int i = 0; i < DOSSIERS; i++) {
      assertThat(rig.states("D-" + i))
          .isEqualTo(
              "1 DELIVERED, 2 DELIVERED, 3 SUPERSEDED, 4 SUPERSEDED, 5 DELIVERED, 6 DELIVERED,"
                  + " 7 DELIVERED");
    }
  }

  @Test
  void no_attempt_was_used_and_calls_are_as_full_as_without_an_outage() {
    int before = rig.portal.batchSizes.size();
    rig.clock.pass(LONGEST_BACK_OFF);
    rig.worker.deliverDue();
    rig.worker.deliverDue();

    assertThat(
            rig.jdbc
                .sql("SELECT max(attempts) FROM dossiers.delivery")
                .query(Integer.class)
                .single())
        .isZero();
    assertThat(rig.portal.batchSizes.subList(before, rig.portal.batchSizes.size()))
        .as("one call for each of the four versions that are left")
        .containsExactly(DOSSIERS, DOSSIERS, DOSSIERS, DOSSIERS);
  }
}
