package vn.lienthong.routes.dossiers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.routes.partner.Maintenance;
import vn.lienthong.routes.partner.Pace;
import vn.lienthong.routes.partner.PaceSetting;
import vn.lienthong.routes.partner.Terms;
import vn.lienthong.routes.partner.TestCalls;

/** Deliveries in a maintenance window of the partner, and under a pace that changes. */
class KeepingToMaintenanceTest {
  @TempDir private Path keys;
  private Rig rig;

  @BeforeEach
  void start() {
    rig = new Rig(keys, true, true);
  }

  private void maintenance(Duration lasts) {
    Maintenance window =
        new Maintenance(
            UUID.randomUUID(),
            new Maintenance.Once(rig.clock.instant(), rig.clock.instant().plus(lasts)),
            "Lan",
            "cổng báo");
    Pace pace = TestCalls.pace();
    rig.terms = () -> new Terms(pace, List.of(window), pace.timeout());
  }

  private void pace(Map<PaceSetting, Long> changed) {
    rig.terms = TestCalls.always(TestCalls.pace().with(changed));
  }

  private long entries() {
    return rig.jdbc
        .sql("SELECT count(*) FROM messagelog.entry WHERE kind <> 'OPERATOR_ACT'")
        .query(Long.class)
        .single();
  }

  @Test
  void what_falls_into_the_window_waits_unasked_without_an_attempt_and_follows_in_order() {
    rig.feed("D-1:s:1");
    rig.worker.deliverDue();
    rig.portal.down = true;
    maintenance(Duration.ofHours(6));
    long before = entries();
    rig.feed("D-1:p:2", "D-1:p:3", "D-2:s:1", "D-2:p:2");

    rig.workThrough(Duration.ofMinutes(10));

    assertThat(entries()).as("calls tried").isEqualTo(before);
    assertThat(rig.states("D-1")).isEqualTo("1 DELIVERED, 2 DUE, 3 DUE");
    assertThat(
            rig.jdbc
                .sql("SELECT sum(attempts + deferrals) FROM dossiers.delivery")
                .query(Long.class)
                .single())
        .isZero();
    assertThat(rig.calls.circuitOpen()).isFalse();

    rig.portal.down = false;
    rig.clock.pass(Duration.ofHours(6));
    rig.worker.deliverDue();

    assertThat(rig.portal.effects)
        .containsSubsequence("ADD D-1 snapshot v1", "STEP D-1 step v2", "STEP D-1 step v3")
        .containsSubsequence("ADD D-2 snapshot v1", "STEP D-2 step v2")
        .hasSize(5);
  }

  @Test
  void a_doubt_is_asked_about_after_the_window() {
    rig.feed("D-1:s:1");
    rig.portal.faults.add(PlayedPortal.replyLost());
    rig.worker.deliverDue();
    maintenance(Duration.ofHours(1));

    rig.workThrough(Duration.ofMinutes(10));
    assertThat(rig.states("D-1")).isEqualTo("1 IN_DOUBT");
    assertThat(rig.portal.lookups).isZero();

    rig.clock.pass(Duration.ofHours(1));
    rig.workThrough(Duration.ZERO);
    assertThat(rig.states("D-1")).isEqualTo("1 DELIVERED");
    assertThat(rig.portal.lookups).isEqualTo(1);
  }

  @Test
  void a_batch_size_holds_from_the_next_call_on() {
    rig.feed("D-1:s:1", "D-2:s:1", "D-3:s:1", "D-4:s:1", "D-5:s:1");

    pace(Map.of(PaceSetting.BATCH_SIZE, 2L));
    rig.worker.deliverDue();

    assertThat(rig.portal.batchSizes).containsExactly(2, 2, 1);
  }

  @Test
  void a_back_off_holds_from_the_next_failure_on() {
    pace(Map.of(PaceSetting.BACK_OFF_FIRST, 3_600_000L, PaceSetting.BACK_OFF_MOST, 3_600_000L));
    rig.feed("D-0:s:1");
    rig.worker.deliverDue();
    rig.feed("D-1:s:1");
    rig.portal.down = true;
    rig.worker.deliverDue();
    rig.portal.down = false;

    rig.clock.pass(Duration.ofMinutes(29));
    rig.worker.deliverDue();
    assertThat(rig.portal.effects).hasSize(1);

    rig.clock.pass(Duration.ofMinutes(31));
    rig.worker.deliverDue();
    assertThat(rig.portal.effects).hasSize(2);
  }

  @Test
  void a_longer_timeout_than_the_settings_lease_is_leased_for_and_sent() {
    pace(Map.of(PaceSetting.TIMEOUT, 300_000L));
    rig.feed("D-1:s:1");

    rig.worker.deliverDue();

    assertThat(rig.states("D-1")).isEqualTo("1 DELIVERED");
  }
}
