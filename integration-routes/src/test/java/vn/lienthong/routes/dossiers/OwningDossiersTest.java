package vn.lienthong.routes.dossiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.connectors.onestop.OneStopDatabase;
import vn.lienthong.connectors.onestop.OnestopSql;
import vn.lienthong.routes.testing.TestDatabase;
import vn.lienthong.schemas.dossier.DossierCode;
import vn.lienthong.schemas.dossier.OwnerSystem;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/** Each dossier has one owner system; rows of kind {@code m} name a ministry's portal. */
class OwningDossiersTest {
  private static final Replay.Act ACT = new Replay.Act("operator", "letter of 24/11");
  private static final OwnerSystem SOFTWARE =
      new OwnerSystem(OwnerSystem.Kind.MINISTRY_SOFTWARE, Optional.of("Phần mềm thử"));

  @TempDir Path keys;
  private final DataSource office = TestDatabase.empty();

  @SuppressWarnings("NullAway.Init") // before each test
  private Rig rig;

  @BeforeEach
  void open() {
    rig = new Rig(keys, true, false);
  }

  @Test
  void a_dossier_that_names_no_owner_is_the_one_stop_systems_and_goes_out() {
    rig.feed("D-1:s:1", "D-1:p:2");
    work();

    assertThat(rig.portal.effects).containsExactly("ADD D-1 snapshot v1", "STEP D-1 step v2");
    assertThat(owner("D-1")).contains(OwnerSystem.ONE_STOP);
  }

  @Test
  void of_a_dossier_of_a_ministrys_portal_nothing_is_sent_and_the_portal_is_not_asked() {
    rig.feed("D-1:m:1", "D-1:p:2", "D-2:s:1");
    rig.feed("D-1:m:3");
    work();

    assertThat(rig.portal.effects).containsExactly("ADD D-2 snapshot v1");
    assertThat(rig.portal.lookups).isZero();
    assertThat(rig.states("D-1")).isEqualTo("1 FOREIGN, 2 FOREIGN, 3 FOREIGN");
    assertThat(owner("D-1")).contains(Documents.PORTAL);
  }

  @Test
  void each_refused_row_is_acknowledged_with_the_code_and_the_owners_name() {
    rig.feed("D-1:m:1", "D-1:p:2");
    JdbcClient told = tellTheOffice();

    assertThat(
            told.sql(
                    """
                    SELECT concat_ws(' ', kind, version, state, error_code, field)
                      FROM lien_thong.acknowledgement ORDER BY version
                    """)
                .query(String.class)
                .list())
        .containsExactly(
            "dossier 1 REFUSED LT-3090 handling.ownerSystem",
            "step 2 REFUSED LT-3090 handling.ownerSystem");
    assertThat(told.sql("SELECT text FROM lien_thong.acknowledgement").query(String.class).list())
        .allMatch(text -> text.contains("Cổng thử của bộ"));
    assertThat(new Acknowledger(rig.jdbc, new OneStopDatabase(office), PathProbe.NONE).tellAll())
        .isZero();
  }

  @Test
  void the_hub_keeps_no_content_of_what_it_does_not_take() {
    rig.feed("D-1:m:1", "D-1:p:2");

    assertThat(
            rig.jdbc
                .sql("SELECT DISTINCT CAST(document AS text) FROM dossiers.delivery")
                .query(String.class)
                .list())
        .containsExactly("{}");
  }

  @Test
  void a_step_captured_before_the_snapshot_that_names_another_owner_is_not_sent_either() {
    rig.feed("D-1:p:2");
    assertThat(owner("D-1")).isEmpty();
    rig.feed("D-1:m:1", "D-1:p:3");
    work();

    assertThat(rig.portal.effects).isEmpty();
    assertThat(rig.states("D-1")).isEqualTo("1 FOREIGN, 2 FOREIGN, 3 FOREIGN");
    JdbcClient told = tellTheOffice();
    assertThat(
            told.sql("SELECT count(*) FROM lien_thong.acknowledgement WHERE error_code = 'LT-3090'")
                .query(Long.class)
                .single())
        .isEqualTo(3);
  }

  @Test
  void the_earliest_snapshot_of_a_page_decides_wherever_it_stands_in_it() {
    rig.feed("D-1:s:2", "D-1:m:1", "D-2:m:3", "D-2:s:1", "D-2:p:2");
    work();

    assertThat(owner("D-1")).contains(Documents.PORTAL);
    assertThat(owner("D-2")).contains(OwnerSystem.ONE_STOP);
    assertThat(rig.portal.effects).containsExactly("ADD D-2 snapshot v1", "STEP D-2 step v2");
  }

  @Test
  void a_later_snapshot_that_names_no_owner_does_not_take_the_dossier_over() {
    rig.feed("D-1:m:1");
    rig.feed("D-1:s:2", "D-1:p:3");
    work();

    assertThat(rig.portal.effects).isEmpty();
    assertThat(owner("D-1")).contains(Documents.PORTAL);
  }

  @Test
  void a_row_that_cannot_be_read_of_anothers_dossier_asks_nobody_to_mend_it() {
    rig.feed("D-1:m:1", "D-1:x:2");

    assertThat(rig.states("D-1")).isEqualTo("1 FOREIGN, 2 FOREIGN");
    assertThat(rig.ledger.refusals(10)).isEmpty();
  }

  @Test
  void the_owners_own_snapshot_that_names_another_is_refused_until_the_owner_mends_it() {
    rig.feed("D-1:s:1");
    work();
    rig.feed("D-1:m:2", "D-1:p:3", "D-2:s:1");
    work();

    assertThat(rig.states("D-1")).isEqualTo("1 DELIVERED, 2 REFUSED, 3 DUE");
    assertThat(rig.ledger.show("D-1").get(1).error().orElseThrow().code()).isEqualTo("LT-3091");
    assertThat(owner("D-1")).contains(OwnerSystem.ONE_STOP);

    rig.feed("D-1:s:4");
    work();

    assertThat(rig.portal.effects)
        .containsExactly(
            "ADD D-1 snapshot v1",
            "ADD D-2 snapshot v1",
            "STEP D-1 step v3",
            "UPDATE D-1 snapshot v4");
  }

  @Test
  void dossiers_of_others_are_not_counted_as_missing_blocked_or_refused() {
    rig.feed("D-1:m:1", "D-1:p:2", "D-2:s:1", "D-2:p:2", "D-3:p:2");
    rig.feed("D-3:m:1");
    work();

    DeliverySums sums = rig.ledger.sums();
    assertThat(sums.dossiersCaptured()).isEqualTo(1).isEqualTo(sums.dossiersDelivered());
    assertThat(sums.blocked()).isZero();
    assertThat(sums.in(DeliveryState.REFUSED)).isZero();
    assertThat(sums.in(DeliveryState.FOREIGN)).isEqualTo(4);
    assertThat(sums.accepted()).isEqualTo(6);
    assertThat(rig.tallied()).isEqualTo(rig.counted());
    rig.tally.recount();
    assertThat(rig.tallied()).isEqualTo(rig.counted());
  }

  @Test
  void in_shadow_they_are_no_difference_and_hold_nothing_back_when_the_hub_goes_live() {
    rig.modes.set("*", Mode.SHADOW, false, ACT);
    rig.feed("D-1:m:1", "D-1:p:2");
    ShadowWork shadow =
        new ShadowWork(
            rig.jdbc, "npsp", rig.dispatch, rig.calls, rig.portal, rig.modes, rig.transactions);
    shadow.once();

    assertThat(shadow.differences(10)).isEmpty();
    assertThat(rig.portal.lookups).isZero();
    assertThat(rig.modes.set("*", Mode.LIVE, false, ACT)).isZero();
    work();
    assertThat(rig.portal.effects).isEmpty();
  }

  @Test
  void after_a_restore_they_are_no_doubt() {
    rig.restores.putAllInDoubt(rig.clock.instant(), rig.clock.instant());
    rig.feed("D-1:p:2");
    rig.feed("D-1:m:1", "D-2:s:1");

    assertThat(rig.states("D-1")).isEqualTo("1 FOREIGN, 2 FOREIGN");
    assertThat(rig.states("D-2")).isEqualTo("1 IN_DOUBT");
  }

  @Test
  void the_hub_tells_nobody_a_status_of_a_dossier_that_another_system_owns() {
    rig.feed("D-1:s:1", "D-2:m:1");
    DossierRegister register = new DossierRegister(rig.jdbc);
    assertThat(register.find(new DossierCode("D-1"))).isPresent();
    assertThat(register.find(new DossierCode("D-2"))).isEmpty();

    handOver().handOver("D-1", SOFTWARE, ACT);

    assertThat(register.find(new DossierCode("D-1"))).isEmpty();
  }

  @Test
  void
      handed_over_to_the_one_stop_system_what_comes_after_goes_out_and_what_came_before_does_not() {
    rig.feed("D-1:m:1", "D-1:p:2");
    rig.portal.known.add("D-1");

    HandOver.Done done = handOver().handOver("D-1", OwnerSystem.ONE_STOP, ACT);
    rig.feed("D-1:s:3", "D-1:p:4");
    work();

    assertThat(done).isEqualTo(new HandOver.Done(Documents.PORTAL, OwnerSystem.ONE_STOP, 0));
    assertThat(rig.portal.appliedTwice).isZero();
    assertThat(rig.portal.effects).last().isEqualTo("STEP D-1 step v4");
    assertThat(rig.portal.effects)
        .noneMatch(effect -> effect.endsWith("v1") || effect.endsWith("v2"));
    assertThat(rig.states("D-1")).startsWith("1 FOREIGN, 2 FOREIGN, 3 ").endsWith("4 DELIVERED");
  }

  @Test
  void handed_away_what_is_not_sent_yet_never_is_and_the_one_stop_system_hears_of_it() {
    rig.feed("D-1:s:1");
    work();
    rig.feed("D-1:p:2", "D-1:m:3");

    HandOver.Done done = handOver().handOver("D-1", SOFTWARE, ACT);
    rig.feed("D-1:p:4");
    work();

    assertThat(done).isEqualTo(new HandOver.Done(OwnerSystem.ONE_STOP, SOFTWARE, 2));
    assertThat(rig.portal.effects).containsExactly("ADD D-1 snapshot v1");
    assertThat(rig.states("D-1")).isEqualTo("1 DELIVERED, 2 FOREIGN, 3 FOREIGN, 4 FOREIGN");
    assertThat(
            tellTheOffice()
                .sql(
                    """
                    SELECT concat_ws(' ', version, state, error_code)
                      FROM lien_thong.acknowledgement ORDER BY version
                    """)
                .query(String.class)
                .list())
        .containsExactly(
            "1 DELIVERED", "2 REFUSED LT-3090", "3 REFUSED LT-3090", "4 REFUSED LT-3090");
    assertThat(rig.tallied()).isEqualTo(rig.counted());
  }

  @Test
  void a_dossier_with_a_delivery_in_doubt_changes_no_owner() {
    rig.portal.faults.add(PlayedPortal.replyLost());
    rig.feed("D-1:s:1");
    rig.worker.deliverDue();
    assertThat(rig.states("D-1")).isEqualTo("1 IN_DOUBT");

    assertRefused(() -> handOver().handOver("D-1", SOFTWARE, ACT), HubError.HAND_OVER_TOO_EARLY);
    assertThat(owner("D-1")).contains(OwnerSystem.ONE_STOP);
  }

  @Test
  void a_dossier_of_which_no_snapshot_is_captured_has_no_owner_to_hand_it_over() {
    rig.feed("D-1:p:2");

    assertRefused(() -> handOver().handOver("D-1", SOFTWARE, ACT), HubError.OWNER_NOT_KNOWN);
    assertRefused(() -> handOver().handOver("D-9", SOFTWARE, ACT), HubError.OWNER_NOT_KNOWN);
  }

  @Test
  void a_hand_over_is_an_entry_with_its_reason() {
    rig.feed("D-1:s:1");
    handOver().handOver("D-1", SOFTWARE, ACT);

    assertThat(
            rig.jdbc
                .sql("SELECT service FROM messagelog.entry WHERE kind = 'OPERATOR_ACT'")
                .query(String.class)
                .list())
        .containsExactly("dossier-hand-over");
  }

  @Test
  void handed_to_and_fro_while_changes_come_nothing_is_doubled_and_order_is_kept()
      throws InterruptedException {
    rig.feed("D-1:s:1");
    work();
    Thread clerk =
        Thread.ofVirtual()
            .start(
                () -> {
                  for (int version = 2; version <= 30; version++) {
                    rig.feed("D-1:p:" + version);
                  }
                });
    for (int i = 0; clerk.isAlive() || i % 2 == 1; i++) {
      handOver().handOver("D-1", i % 2 == 0 ? SOFTWARE : OwnerSystem.ONE_STOP, ACT);
      rig.worker.deliverDue();
    }
    clerk.join();
    work();

    DeliverySums sums = rig.ledger.sums();
    assertThat(rig.portal.appliedTwice).isZero();
    assertThat(rig.portal.orderViolations).isZero();
    assertThat(rig.portal.effects).hasSize((int) sums.in(DeliveryState.DELIVERED));
    assertThat(sums.in(DeliveryState.DELIVERED) + sums.in(DeliveryState.FOREIGN)).isEqualTo(30);
  }

  private JdbcClient tellTheOffice() {
    new JdbcTemplate(office).execute(OnestopSql.feedDdl());
    new Acknowledger(rig.jdbc, new OneStopDatabase(office), PathProbe.NONE).tellAll();
    return JdbcClient.create(office);
  }

  private void work() {
    rig.workThrough(Duration.ofSeconds(20));
  }

  private Optional<OwnerSystem> owner(String dossier) {
    return rig.ledger.show(dossier).getFirst().owner();
  }

  private HandOver handOver() {
    return new HandOver(rig.jdbc, "npsp", rig.dispatch, rig.messageLog(), rig.transactions);
  }

  private static void assertRefused(ThrowableAssert.ThrowingCallable act, HubError error) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.error()).as(e::english).isEqualTo(error));
  }
}
