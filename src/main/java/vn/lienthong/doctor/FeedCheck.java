package vn.lienthong.doctor;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import vn.lienthong.routes.dossiers.FeedLook;

/** Whether the one-stop system's change feed can be read, and is. */
final class FeedCheck {
  /** The hub reads every second; a page of many rows takes longer. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration BETWEEN = Duration.ofMillis(500);

  private final FeedLook feed;

  FeedCheck(FeedLook feed) {
    this.feed = feed;
  }

  List<Finding> look() {
    Findings findings = new Findings("queue");
    FeedLook.Standing first = feed.now();
    FeedLook.Standing last = first;
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (isStill(first, last) && System.nanoTime() < end) {
      LockSupport.parkNanos(BETWEEN.toNanos());
      last = feed.now();
    }
    if (!isStill(first, last)) {
      findings.ok("feed");
    } else if (last.waits()) {
      findings.problem("feed-unread", PATIENCE);
    } else {
      findings.warning("feed-held", last.horizon().tx(), PATIENCE);
    }
    return findings.list();
  }

  /** Rows wait that nobody reads, or a transaction holds back what may be read. */
  private static boolean isStill(FeedLook.Standing first, FeedLook.Standing last) {
    boolean unread = last.waits() && last.read().equals(first.read());
    boolean held = last.horizon().heldBack() && last.horizon().tx().equals(first.horizon().tx());
    return unread || held;
  }
}
