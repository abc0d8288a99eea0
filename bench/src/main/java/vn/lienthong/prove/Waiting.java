package vn.lienthong.prove;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waiting for a condition. */
final class Waiting {
  private static final long LOOK_MILLIS = 20;

  /** A question to a process or database that may be away: an exception counts as no. */
  interface Condition {
    boolean holds() throws Exception;
  }

  private Waiting() {}

  /** True as soon as it holds; false when the time is over. */
  static boolean until(Duration most, Condition condition) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    do {
      if (holds(condition)) {
        return true;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    } while (System.nanoTime() < end);
    return holds(condition);
  }

  private static boolean holds(Condition condition) throws InterruptedException {
    try {
      return condition.holds();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception _) {
      return false;
    }
  }
}
