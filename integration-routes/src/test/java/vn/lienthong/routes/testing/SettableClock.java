package vn.lienthong.routes.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that a test moves. */
public final class SettableClock extends Clock {
  private volatile Instant now;
  private volatile long evenNanos;

  public SettableClock(Instant now) {
    this.now = now;
  }

  /** Lets time pass. */
  public void pass(Duration time) {
    now = now.plus(time);
    evenNanos += time.toNanos();
  }

  /** Is set, while no time passes. */
  public void set(Duration by) {
    now = now.plus(by);
  }

  /** A clock beside it that nobody sets. */
  public long evenNanos() {
    return evenNanos;
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
