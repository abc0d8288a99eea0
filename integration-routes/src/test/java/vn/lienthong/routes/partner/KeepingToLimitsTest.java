package vn.lienthong.routes.partner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.connectors.call.CallResult;
import vn.lienthong.connectors.call.PreparedCall;
import vn.lienthong.connectors.call.ReadOutcome;
import vn.lienthong.routes.testing.SettableClock;
import vn.lienthong.routes.testing.TestDatabase;
import vn.lienthong.schemas.delivery.DeliveryOutcome.Deferred;
import vn.lienthong.schemas.error.HubError;

/** How hard a partner is asked, and when not at all. */
class KeepingToLimitsTest {
  private static final LimitProperties FOUR_DECIDE =
      new LimitProperties(0, 8, Duration.ofSeconds(1), 4, 50, Duration.ofMinutes(1));

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T02:00:00Z"));

  private static CallResult answer(int status, Map<String, String> headers) {
    return new CallResult.Answered(status, headers, new byte[0], Duration.ofMillis(5));
  }

  private static void record(PartnerLimits limits, CallResult result) {
    try (var turn = (Turn.Granted) limits.turn()) {
      assertThat(turn).isNotNull();
      limits.record(result);
    }
  }

  private static Supplier<Terms> terms(LimitProperties limits) {
    return TestCalls.terms(limits, Duration.ofSeconds(2));
  }

  private PartnerLimits limits() {
    return new PartnerLimits("npsp", terms(FOUR_DECIDE), clock);
  }

  @Test
  void answers_that_say_the_partner_is_ill_open_the_circuit() {
    for (CallResult ill :
        List.of(
            answer(500, Map.of()),
            answer(503, Map.of()),
            answer(429, Map.of()),
            new CallResult.NotSent("refused"),
            new CallResult.Lost("reset"))) {
      PartnerLimits limits = limits();
      for (int i = 0; i < 4; i++) {
        record(limits, ill);
      }

      assertThat(limits.circuitOpen()).as(ill.toString()).isTrue();
      assertThat(limits.turn()).isInstanceOf(Turn.NotNow.class);
    }
  }

  @Test
  void a_refusal_of_a_message_is_no_illness() {
    PartnerLimits limits = limits();
    for (int i = 0; i < 20; i++) {
      record(limits, answer(i % 2 == 0 ? 200 : 404, Map.of()));
    }

    assertThat(limits.circuitOpen()).isFalse();
  }

  @Test
  void after_a_while_one_call_tries_and_its_success_closes_the_circuit() {
    PartnerLimits limits = limits();
    for (int i = 0; i < 4; i++) {
      record(limits, new CallResult.NotSent("refused"));
    }
    clock.pass(Duration.ofSeconds(61));

    try (var probe = (Turn.Granted) limits.turn()) {
      assertThat(probe).isNotNull();
      assertThat(limits.turn()).isInstanceOf(Turn.NotNow.class);
      limits.record(answer(200, Map.of()));
    }

    assertThat(limits.turn()).isInstanceOf(Turn.Granted.class);
  }

  @Test
  void a_try_that_fails_opens_the_circuit_again() {
    PartnerLimits limits = limits();
    for (int i = 0; i < 4; i++) {
      record(limits, new CallResult.NotSent("refused"));
    }
    clock.pass(Duration.ofSeconds(61));

    record(limits, new CallResult.NotSent("refused"));

    assertThat(limits.turn()).isInstanceOf(Turn.NotNow.class);
    clock.pass(Duration.ofSeconds(61));
    assertThat(limits.turn()).isInstanceOf(Turn.Granted.class);
  }

  @Test
  void a_try_without_a_call_may_be_made_again() {
    PartnerLimits limits = limits();
    for (int i = 0; i < 4; i++) {
      record(limits, new CallResult.NotSent("refused"));
    }
    clock.pass(Duration.ofSeconds(61));

    ((Turn.Granted) limits.turn()).close();

    assertThat(limits.turn()).isInstanceOf(Turn.Granted.class);
  }

  @Test
  void a_partner_that_asks_to_be_left_alone_is_left_alone_as_long() {
    PartnerLimits limits = limits();

    record(limits, answer(429, Map.of("retry-after", "120")));

    assertThat(limits.turn()).isEqualTo(new Turn.NotNow("left-alone", Duration.ofMinutes(2)));
    clock.pass(Duration.ofSeconds(119));
    assertThat(limits.turn()).isEqualTo(new Turn.NotNow("left-alone", Duration.ofSeconds(1)));
    clock.pass(Duration.ofSeconds(1));
    assertThat(limits.turn()).isInstanceOf(Turn.Granted.class);
  }

  @Test
  void a_shorter_wish_does_not_cut_a_longer_one_short() {
    PartnerLimits limits = limits();
    try (var one = (Turn.Granted) limits.turn();
        var two = (Turn.Granted) limits.turn()) {
      assertThat(one).isNotSameAs(two);
      limits.record(answer(503, Map.of("retry-after", "60")));
      limits.record(answer(429, Map.of("retry-after", "5")));
    }

    clock.pass(Duration.ofSeconds(6));

    assertThat(limits.turn()).isInstanceOf(Turn.NotNow.class);
  }

  @Test
  void a_job_waits_for_its_turn_when_the_rate_is_used_up() throws InterruptedException {
    LimitProperties twentyASecond =
        new LimitProperties(20, 4, Duration.ofSeconds(30), 100, 50, Duration.ofSeconds(1));
    PartnerLimits limits = new PartnerLimits("npsp", terms(twentyASecond), Clock.systemUTC());

    for (int i = 0; i < 10; i++) {
      Turn turn = limits.turnWithinPatience();
      assertThat(turn).as("turn " + i).isInstanceOf(Turn.Granted.class);
      ((Turn.Granted) turn).close();
    }
  }

  @Test
  void a_job_does_not_wait_longer_than_its_patience() throws InterruptedException {
    PartnerLimits limits = limits();
    record(limits, answer(503, Map.of("retry-after", "3600")));

    assertThat(limits.turnWithinPatience())
        .isEqualTo(new Turn.NotNow("left-alone", Duration.ofHours(1)));
  }

  @Test
  void what_is_held_back_uses_no_attempt_and_leaves_no_entry(@TempDir Path keys) {
    var database = TestDatabase.fresh();
    AtomicInteger asked = new AtomicInteger();
    NpspCalls calls =
        TestCalls.to(
            call -> {
              asked.incrementAndGet();
              return call.service().equals("login")
                  ? TestCalls.answer(200, "token")
                  : answer(503, Map.of("retry-after", "30"));
            },
            database,
            keys,
            clock);
    ask(calls);
    int before = asked.get();
    long entries = entries(JdbcClient.create(database));

    ReadOutcome<String> heldBack = ask(calls);

    assertThat(((ReadOutcome.Failed<String>) heldBack).outcome())
        .isEqualTo(
            new Deferred(HubError.PARTNER_HELD_BACK, Duration.ofSeconds(30), false, "left-alone"));
    assertThat(asked).hasValue(before);
    assertThat(entries(JdbcClient.create(database))).isEqualTo(entries);
  }

  private static ReadOutcome<String> ask(NpspCalls calls) {
    return calls.ask(
        "c-1",
        session -> question(),
        result ->
            new ReadOutcome.Failed<>(
                new Deferred(HubError.PARTNER_UNREACHABLE, Duration.ZERO, false, "" + result)));
  }

  private static PreparedCall question() {
    return TestCalls.call("look-up", "is it known?", false, List.of());
  }

  private static long entries(JdbcClient jdbc) {
    return jdbc.sql("SELECT count(*) FROM messagelog.entry").query(Long.class).single();
  }
}
