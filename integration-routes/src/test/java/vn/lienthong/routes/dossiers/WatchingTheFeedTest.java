package vn.lienthong.routes.dossiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import vn.lienthong.connectors.onestop.FeedHorizon;
import vn.lienthong.connectors.onestop.Watermark;
import vn.lienthong.routes.testing.SettableClock;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

class WatchingTheFeedTest {
  private static final Watermark READ = new Watermark(1, "900", 7);
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-25T02:00:00Z"));
  private final FeedWatch watch = new FeedWatch(clock);

  @Test
  void a_feed_that_ends_before_what_was_read_stops_the_reading_and_alarms() {
    assertThatThrownBy(() -> watch.look(new FeedHorizon(1, "850", "850"), READ))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.error()).isEqualTo(HubError.FEED_BEHIND));
    assertThat(watch.alarm()).map(HubException::error).contains(HubError.FEED_BEHIND);
  }

  @Test
  void a_new_epoch_ends_the_alarm() {
    assertThatThrownBy(() -> watch.look(new FeedHorizon(1, "850", "850"), READ));

    watch.look(new FeedHorizon(2, "860", "860"), READ);

    assertThat(watch.alarm()).isEmpty();
  }

  @Test
  void a_horizon_that_stands_still_for_a_minute_alarms_until_it_moves() {
    watch.look(new FeedHorizon(1, "950", "960"), READ);
    clock.pass(Duration.ofSeconds(61));
    watch.look(new FeedHorizon(1, "950", "970"), READ);
    assertThat(watch.alarm()).map(HubException::error).contains(HubError.FEED_STANDS_STILL);

    watch.look(new FeedHorizon(1, "970", "970"), READ);

    assertThat(watch.alarm()).isEmpty();
  }
}
