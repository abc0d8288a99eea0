package vn.lienthong.routes.store;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Starts with another clock's time and then runs evenly: for waits inside one process. */
public final class EvenClock extends Clock {
  private final Instant began;
  private final long beganNanos = System.nanoTime();

  public EvenClock(InstantSource from) {
    this.began = from.instant();
  }

  @Override
  public Instant instant() {
    return began.plusNanos(System.nanoTime() - beganNanos);
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
