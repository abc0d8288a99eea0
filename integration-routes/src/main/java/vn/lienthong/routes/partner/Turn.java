package vn.lienthong.routes.partner;

import java.time.Duration;

/** Whether a partner may be called now. */
public sealed interface Turn {

  /** It may: one place among the concurrent calls is taken until it is closed. */
  final class Granted implements Turn, AutoCloseable {
    private final Runnable release;
    private boolean open = true;

    Granted(Runnable release) {
      this.release = release;
    }

    /** Gives the place back; a second time does nothing. */
    @Override
    public void close() {
      if (open) {
        open = false;
        release.run();
      }
    }
  }

  /**
   * Not before {@code after} has passed; {@code reason} is circuit-open, left-alone (the partner
   * asked for it), maintenance, rate or concurrency.
   */
  record NotNow(String reason, Duration after) implements Turn {}
}
