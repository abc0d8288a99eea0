package vn.lienthong.console;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.routes.procedures.Parity;
import vn.lienthong.routes.procedures.Procedures;

/**
 * The parity that the page shows: asked of the one-stop system at most once in half a minute, and
 * never while somebody waits for the page.
 */
final class ParityWatch {
  private static final Duration FRESH = Duration.ofSeconds(30);

  private static final Logger log = LoggerFactory.getLogger(ParityWatch.class);

  private final Procedures procedures;
  private final Clock clock;
  private final AtomicBoolean asking = new AtomicBoolean();
  private volatile Optional<Parity> last = Optional.empty();

  ParityWatch(Procedures procedures, Clock clock) {
    this.procedures = procedures;
    this.clock = clock;
  }

  /** The last one, empty until it was computed once. */
  Optional<Parity> seen() {
    boolean old =
        last.map(parity -> parity.at().plus(FRESH).isBefore(clock.instant())).orElse(true);
    if (old && asking.compareAndSet(false, true)) {
      Thread.ofVirtual().name("parity-watch").start(this::look);
    }
    return last;
  }

  private void look() {
    try {
      last = Optional.of(procedures.parity());
    } catch (RuntimeException e) {
      // The old figure stays, with its time.
      log.atWarn().setCause(e).log("parity could not be looked at");
    } finally {
      asking.set(false);
    }
  }
}
