package vn.lienthong.routes.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that runs, and that a test moves. The scheduler waits by its clock, so one must run. */
final class MovableClock extends Clock {
  private final long startNanos = System.nanoTime();
  private volatile Instant start;

  MovableClock(Instant start) {
    this.start = start;
  }

  /** Moves on, or back. */
  void pass(Duration time) {
    start = start.plus(time);
  }

  /** Moves to this moment. */
  void passTo(Instant moment) {
    pass(Duration.between(instant(), moment));
  }

  @Override
  public Instant instant() {
    return start.plusNanos(System.nanoTime() - startNanos);
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
