package vn.lienthong.routes.dossiers;

import java.time.Duration;
import java.util.random.RandomGenerator;
import vn.lienthong.routes.partner.Pace;

/** How long to wait after so many deferrals in a row: doubling, bounded, spread by half. */
record BackOff(Duration first, Duration most, RandomGenerator random) {

  static BackOff of(Pace pace, RandomGenerator random) {
    return new BackOff(pace.backOffFirst(), pace.backOffMost(), random);
  }

  /** At least {@code floor}, which the partner asked for. */
  Duration after(int deferrals, Duration floor) {
    long doubled = first.toMillis() << Math.min(deferrals, 20);
    long bounded = Math.min(doubled, most.toMillis());
    long spread = bounded / 2 + random.nextLong(Math.max(1, bounded / 2 + 1));
    Duration wait = Duration.ofMillis(spread);
    return wait.compareTo(floor) > 0
        ? wait
        : floor.plusMillis(random.nextLong(Math.max(1, floor.toMillis() / 5 + 1)));
  }
}
