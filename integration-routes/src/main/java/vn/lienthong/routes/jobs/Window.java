package vn.lienthong.routes.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A span of time.
 *
 * @param from its first moment
 * @param to the first moment after it
 */
public record Window(Instant from, Instant to) {
  /**
   * @throws IllegalArgumentException when it does not end after its begin
   */
  public Window {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("a window from " + from + " cannot end at " + to);
    }
  }

  /** The same span in parts of at most this length, in order. */
  List<Window> slices(Duration most) {
    List<Window> slices = new ArrayList<>();
    Instant at = from;
    while (at.isBefore(to)) {
      Instant next = at.plus(most).isBefore(to) ? at.plus(most) : to;
      slices.add(new Window(at, next));
      at = next;
    }
    return slices;
  }
}
