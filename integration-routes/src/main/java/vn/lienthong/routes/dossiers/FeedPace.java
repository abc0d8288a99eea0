package vn.lienthong.routes.dossiers;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** When the change feed is to be read next: often while changes come, seldom while none do. */
final class FeedPace {
  /** How long after the last change it is still read often. */
  private static final Duration AFTERGLOW = Duration.ofSeconds(2);

  private final DossiersProperties settings;
  private final Clock clock;
  private volatile Instant busyUntil = Instant.EPOCH;
  private volatile Instant next = Instant.EPOCH;
  private volatile Instant noted = Instant.EPOCH;

  FeedPace(DossiersProperties settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** True when it is time to read, or when the clock was set back. */
  public boolean isTime() {
    Instant now = clock.instant();
    return !now.isBefore(next) || now.isBefore(noted);
  }

  /** Notes how many rows a reading gave; a full page calls for the next at once. */
  public void note(int rows) {
    Instant now = clock.instant();
    if (rows > 0) {
      busyUntil = now.plus(AFTERGLOW);
    }
    Duration wait = now.isBefore(busyUntil) ? settings.feedBusy() : settings.feedIdle();
    noted = now;
    next = rows >= settings.feedPage() ? now : now.plus(wait);
  }

  /** Notes that the feed could not be read. */
  public void noteFailure() {
    noted = clock.instant();
    next = noted.plus(settings.feedIdle());
  }
}
