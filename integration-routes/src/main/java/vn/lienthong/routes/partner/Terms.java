package vn.lienthong.routes.partner;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What holds for one partner now.
 *
 * @param pace how it is called
 * @param windows its maintenance windows that are not over
 * @param longestTimeout of the calls that may be under way: one that began before the timeout was
 *     changed has the older one
 */
public record Terms(Pace pace, List<Maintenance> windows, Duration longestTimeout) {
  public Terms {
    windows = List.copyOf(windows);
  }

  /** When the maintenance ends that lasts now; empty when none does. */
  public Optional<Instant> maintenanceUntil(Instant now) {
    return windows.stream()
        .flatMap(window -> window.span().until(now).stream())
        .max(Comparator.naturalOrder());
  }
}
