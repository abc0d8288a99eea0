package vn.lienthong.routes.dossiers;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How much of a lease is left for who took it, by whichever clock says less: the machine's may be
 * set, and the even one may stand still while the machine sleeps.
 */
final class Fuse {
  private final Duration length;
  private final Clock wall;
  private final Instant lit;
  private final long litNanos = System.nanoTime();

  private Fuse(Duration length, Clock wall) {
    this.length = length;
    this.wall = wall;
    this.lit = wall.instant();
  }

  static Fuse lit(Duration length, Clock wall) {
    return new Fuse(length, wall);
  }

  Duration left() {
    Duration byWall = Duration.between(lit, wall.instant());
    Duration evenly = Duration.ofNanos(System.nanoTime() - litNanos);
    return length.minus(byWall.compareTo(evenly) > 0 ? byWall : evenly);
  }
}
