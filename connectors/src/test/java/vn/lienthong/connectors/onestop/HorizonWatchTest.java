package vn.lienthong.connectors.onestop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class HorizonWatchTest {
  private Instant now = Instant.parse("2026-11-24T01:00:00Z");
  private final HorizonWatch watch = new HorizonWatch(new SetClock());

  @Test
  void a_horizon_that_a_transaction_holds_back_grows_old() {
    watch.note(new FeedHorizon(1, "700", "705"));
    now = now.plusSeconds(61);

    Duration age = watch.note(new FeedHorizon(1, "700", "790"));

    assertThat(age).isGreaterThan(HorizonWatch.ALARM);
  }

  @Test
  void a_quiet_database_is_no_reason_for_alarm() {
    watch.note(new FeedHorizon(1, "700", "700"));
    now = now.plusSeconds(3600);

    assertThat(watch.note(new FeedHorizon(1, "700", "700"))).isZero();
  }

  @Test
  void a_horizon_that_moves_is_young_again() {
    watch.note(new FeedHorizon(1, "700", "705"));
    now = now.plusSeconds(50);
    watch.note(new FeedHorizon(1, "701", "800"));
    now = now.plusSeconds(20);

    assertThat(watch.note(new FeedHorizon(1, "701", "801"))).isEqualTo(Duration.ofSeconds(20));
  }

  private final class SetClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
