package vn.lienthong.connectors.onestop;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Tells for how long the feed's horizon has stood still while transactions went on behind it. The
 * hub alarms at 60 s (LT-4054). Safe for threads.
 */
public final class HorizonWatch {
  /** When to alarm. */
  public static final Duration ALARM = Duration.ofSeconds(60);

  private final Clock clock;
  private String tx = "";
  private Instant since = Instant.MAX;

  public HorizonWatch(Clock clock) {
    this.clock = clock;
  }

  /**
   * Notes a horizon that was read now; returns for how long it has been held back at this place.
   */
  public synchronized Duration note(FeedHorizon horizon) {
    Instant now = clock.instant();
    String place = horizon.epoch() + ":" + horizon.tx();
    if (!place.equals(tx) || !horizon.heldBack()) {
      tx = place;
      since = now;
    }
    return Duration.between(since, now);
  }
}
