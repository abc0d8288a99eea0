package vn.lienthong.routes.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.connectors.call.CallResult;
import vn.lienthong.routes.messagelog.EntryDraft;
import vn.lienthong.routes.messagelog.MessageLog;
import vn.lienthong.routes.testing.SettableClock;
import vn.lienthong.routes.testing.TestDatabase;

/** What operators change of a partner while the hub runs. */
class ChangingPacesTest {
  private static final Duration A_SECOND = Duration.ofSeconds(1);

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-27T02:00:00Z"));
  private final DataSource database = TestDatabase.fresh();
  private final JdbcClient jdbc = JdbcClient.create(database);
  private final Paces paces = node();
  private final PartnerDesk desk = desk(paces);

  private Paces node() {
    return new Paces(
        new PaceTable(jdbc),
        List.of(
            new DefaultPace("npsp", TestCalls.pace()), new DefaultPace("moj", TestCalls.pace())),
        clock);
  }

  private PartnerDesk desk(Paces of) {
    return new PartnerDesk(
        new PaceTable(jdbc),
        of,
        new MessageLog(jdbc, clock, new SecureRandom()),
        new TransactionTemplate(new DataSourceTransactionManager(database)),
        clock);
  }

  private void set(PaceSetting setting, String value) {
    desk.set("npsp", Map.of(setting, value), "Lan", "cổng đề nghị");
  }

  private PartnerLimits limits() {
    return new PartnerLimits("npsp", () -> paces.of("npsp"), clock);
  }

  private List<String> acts() {
    return jdbc.sql(
            "SELECT service || ' ' || partner FROM messagelog.entry WHERE kind = :kind ORDER BY appended_at, id")
        .param("kind", EntryDraft.Kind.OPERATOR_ACT.name())
        .query(String.class)
        .list();
  }

  @Test
  void a_change_holds_on_every_node_within_a_second_and_after_a_restart_for_that_partner_only() {
    Paces other = node();
    assertThat(other.of("npsp").pace().batchSize()).isEqualTo(50);

    set(PaceSetting.BATCH_SIZE, "7");

    assertThat(paces.of("npsp").pace().batchSize()).isEqualTo(7);
    clock.pass(A_SECOND);
    assertThat(other.of("npsp").pace().batchSize()).isEqualTo(7);
    assertThat(node().of("npsp").pace().batchSize()).isEqualTo(7);
    assertThat(node().of("moj").pace().batchSize()).isEqualTo(50);
  }

  @Test
  void a_reset_lets_the_settings_file_hold_again_and_is_remembered() {
    set(PaceSetting.TIMEOUT, "250ms");

    desk.reset("npsp", EnumSet.of(PaceSetting.TIMEOUT), "Minh", "xong việc");

    PartnerDesk.Value timeout =
        desk.show("npsp").settings().stream()
            .filter(one -> one.setting() == PaceSetting.TIMEOUT)
            .findFirst()
            .orElseThrow();
    assertThat(timeout.value()).isEqualTo("2s");
    assertThat(timeout.change())
        .contains(new PartnerDesk.Change(clock.instant(), "Minh", "xong việc"));
  }

  @Test
  void every_change_is_an_act_in_the_message_log() {
    set(PaceSetting.CALLS_PER_SECOND, "20");
    desk.reset("npsp", EnumSet.allOf(PaceSetting.class), "Lan", "xong");
    UUID id =
        desk.maintain("moj", new Maintenance.Recurring("0 0 22 * * SAT", A_SECOND), "Lan", "lịch");
    desk.endMaintenance("moj", id, "Lan", "bỏ lịch");

    assertThat(acts())
        .containsExactlyInAnyOrder(
            "partner-set npsp",
            "partner-reset npsp",
            "partner-maintain moj",
            "partner-end-maintenance moj");
  }

  @Test
  void a_value_out_of_range_a_stranger_and_a_missing_reason_change_nothing() {
    Map<PaceSetting, String> one = Map.of(PaceSetting.WORKERS, "2");

    assertThatThrownBy(
            () ->
                desk.set(
                    "npsp",
                    Map.of(PaceSetting.WORKERS, "2", PaceSetting.TIMEOUT, "1h"),
                    "Lan",
                    "vì"))
        .hasMessageContaining("LT-4093")
        .hasMessageContaining("100ms – 600s");
    assertThatThrownBy(() -> desk.set("npsp", Map.of(PaceSetting.WORKERS, "two"), "Lan", "vì"))
        .hasMessageContaining("LT-4093");
    assertThatThrownBy(() -> desk.set("nobody", one, "Lan", "vì")).hasMessageContaining("LT-4092");
    assertThatThrownBy(() -> desk.set("npsp", one, "Lan", " ")).hasMessageContaining("LT-4077");
    assertThatThrownBy(() -> new Maintenance.Recurring("every day", A_SECOND))
        .hasMessageContaining("LT-4093");
    assertThatThrownBy(() -> desk.endMaintenance("npsp", UUID.randomUUID(), "Lan", "vì"))
        .hasMessageContaining("LT-4094");
    assertThat(node().of("npsp").pace()).isEqualTo(TestCalls.pace());
    assertThat(acts()).isEmpty();
  }

  @Test
  void concurrency_changes_while_calls_are_under_way() {
    set(PaceSetting.CONCURRENCY, "2");
    PartnerLimits limits = limits();
    var first = (Turn.Granted) limits.turn();
    var second = (Turn.Granted) limits.turn();
    assertThat(limits.turn()).isInstanceOf(Turn.NotNow.class);

    set(PaceSetting.CONCURRENCY, "1");
    first.close();
    assertThat(limits.turn()).isInstanceOf(Turn.NotNow.class);
    second.close();
    var third = (Turn.Granted) limits.turn();
    assertThat(limits.turn()).isInstanceOf(Turn.NotNow.class);

    set(PaceSetting.CONCURRENCY, "3");
    assertThat(limits.turn()).isInstanceOf(Turn.Granted.class);
    assertThat(limits.turn()).isInstanceOf(Turn.Granted.class);
    assertThat(limits.turn()).isInstanceOf(Turn.NotNow.class);
    third.close();
  }

  @Test
  void a_rate_holds_from_the_next_call_on() {
    PartnerLimits limits = limits();
    assertThat(limits.turn()).isInstanceOf(Turn.Granted.class);

    set(PaceSetting.CALLS_PER_SECOND, "1");

    assertThat(limits.turn()).isInstanceOf(Turn.Granted.class);
    assertThat(limits.turn()).isInstanceOf(Turn.Granted.class);
    assertThat(limits.turn()).isEqualTo(new Turn.NotNow("rate", A_SECOND));
    clock.pass(A_SECOND);
    assertThat(limits.turn()).isInstanceOf(Turn.Granted.class);
  }

  @Test
  void a_circuit_breaker_can_be_made_to_open_sooner() {
    PartnerLimits limits = limits();
    desk.set(
        "npsp",
        Map.of(PaceSetting.CIRCUIT_WINDOW, "2", PaceSetting.CIRCUIT_OPEN_FOR, "10m"),
        "Lan",
        "cổng chậm");

    for (int i = 0; i < 2; i++) {
      try (var turn = (Turn.Granted) limits.turn()) {
        assertThat(turn).isNotNull();
        limits.record(new CallResult.Lost("reset"));
      }
    }

    assertThat(limits.turn()).isEqualTo(new Turn.NotNow("circuit-open", Duration.ofMinutes(10)));
  }

  @Test
  void in_a_maintenance_window_nobody_gets_a_turn_and_after_it_everybody() {
    PartnerLimits limits = limits();
    Instant end = clock.instant().plus(Duration.ofHours(3));
    desk.maintain(
        "npsp",
        new Maintenance.Once(clock.instant().plus(Duration.ofHours(1)), end),
        "Lan",
        "cổng báo");
    assertThat(limits.turn()).isInstanceOf(Turn.Granted.class);

    clock.pass(Duration.ofHours(1));
    assertThat(limits.turn()).isEqualTo(new Turn.NotNow("maintenance", Duration.ofHours(2)));
    assertThat(limits.maintenanceUntil()).contains(end);

    clock.pass(Duration.ofHours(2));
    assertThat(limits.turn()).isInstanceOf(Turn.Granted.class);
    assertThat(limits.maintenanceUntil()).isEmpty();
  }

  @Test
  void a_window_comes_back_at_its_vietnamese_time() {
    var saturdayNight = new Maintenance.Recurring("0 0 22 * * SAT", Duration.ofHours(4));
    Instant begin = Instant.parse("2026-11-28T15:00:00Z");

    assertThat(saturdayNight.next(clock.instant())).contains(begin);
    assertThat(saturdayNight.until(begin.minusMillis(1))).isEmpty();
    assertThat(saturdayNight.until(begin)).contains(begin.plus(Duration.ofHours(4)));
    assertThat(saturdayNight.until(begin.plus(Duration.ofHours(4)).minusMillis(1)))
        .contains(begin.plus(Duration.ofHours(4)));
    assertThat(saturdayNight.until(begin.plus(Duration.ofHours(4)))).isEmpty();
    assertThat(saturdayNight.until(begin.plus(Duration.ofDays(7))))
        .contains(begin.plus(Duration.ofDays(7)).plus(Duration.ofHours(4)));
  }

  @Test
  void a_window_that_was_ended_holds_nobody_back() {
    UUID id =
        desk.maintain(
            "npsp",
            new Maintenance.Once(clock.instant(), clock.instant().plus(A_SECOND)),
            "Lan",
            "cổng báo");
    assertThat(limits().turn()).isInstanceOf(Turn.NotNow.class);

    desk.endMaintenance("npsp", id, "Lan", "cổng đã xong");

    assertThat(limits().turn()).isInstanceOf(Turn.Granted.class);
    assertThat(desk.show("npsp").windows()).isEmpty();
  }

  @Test
  void while_the_database_is_away_what_was_read_last_holds() {
    set(PaceSetting.WORKERS, "9");
    assertThat(paces.of("npsp").pace().workers()).isEqualTo(9);
    jdbc.sql("ALTER TABLE partner.pace RENAME TO away").update();
    clock.pass(A_SECOND);

    assertThat(paces.of("npsp").pace().workers()).isEqualTo(9);

    jdbc.sql("ALTER TABLE partner.away RENAME TO pace").update();
    jdbc.sql("UPDATE partner.pace SET value = 3").update();
    clock.pass(A_SECOND);
    assertThat(paces.of("npsp").pace().workers()).isEqualTo(3);
  }

  @Test
  void a_call_that_began_under_a_longer_timeout_is_not_given_up_early() {
    assertThat(paces.of("npsp").longestTimeout()).isEqualTo(Duration.ofSeconds(2));

    set(PaceSetting.TIMEOUT, "1s");
    assertThat(paces.of("npsp").longestTimeout()).isEqualTo(Duration.ofMinutes(10));

    clock.pass(Duration.ofMinutes(10));
    assertThat(paces.of("npsp").longestTimeout()).isEqualTo(Duration.ofSeconds(1));
  }
}
