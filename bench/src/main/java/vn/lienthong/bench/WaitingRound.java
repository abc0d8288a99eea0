package vn.lienthong.bench;

import java.util.concurrent.TimeUnit;
import org.springframework.context.ConfigurableApplicationContext;
import vn.lienthong.app.MemoryMb;
import vn.lienthong.routes.dossiers.DeliveryLedger;

/**
 * A queue that a long outage left: what it costs to hold it, and how fast it drains. Its dossiers
 * are copies under other codes, so the one-stop system has no files for them and the portal's
 * fetches end with 404: rates compare with each other, not with those of the whole path.
 *
 * @param waiting deliveries in the queue at the start
 * @param startSeconds from the call to a hub that serves, while the portal is down
 * @param heapMb live after a collection, after half a minute beside the queue
 * @param sumsMillis the sums that page and metrics show
 * @param lagMillis the age of the oldest delivery that waits
 * @param deliveriesPerSecond while the first of the queue were delivered
 * @param drained how many those were
 */
record WaitingRound(
    long waiting,
    double startSeconds,
    double heapMb,
    double sumsMillis,
    double lagMillis,
    double deliveriesPerSecond,
    long drained) {
  private static final int TEMPLATES = 100;

  static WaitingRound measure(int wanted, int dossiers) throws Exception {
    ScaleCommand.say("a queue of " + wanted + " deliveries ...");
    try (PathWorld world = PathWorld.open(PathRound.Setting.usual())) {
      world.register(TEMPLATES, 1000);
      try (ConfigurableApplicationContext _ = world.startHub()) {
        world.secondsUntilApplied(0, world.office().standing().rowsCommitted());
      }
      long waiting = new History(world.server()).leaveWaiting(wanted);
      long before = world.portal().state().applied();
      long drained = Math.min(waiting / 2, dossiers * 8L);
      world.portal().down();
      long begin = System.nanoTime();
      try (ConfigurableApplicationContext hub = world.startHub()) {
        double start = (System.nanoTime() - begin) / 1e9;
        TimeUnit.SECONDS.sleep(30);
        DeliveryLedger ledger = hub.getBean(DeliveryLedger.class);
        double sums = millis(ledger::sums);
        double lag = millis(() -> ledger.lag("npsp"));
        double heap = MemoryMb.measure(world.folder().root()).liveHeapAfterGc();
        world.portal().up();
        double seconds = world.secondsUntilAtLeast(before, drained);
        return new WaitingRound(waiting, start, heap, sums, lag, drained / seconds, drained);
      }
    }
  }

  /** How long the question takes. */
  static double millis(Runnable question) {
    long begin = System.nanoTime();
    question.run();
    return (System.nanoTime() - begin) / 1e6;
  }
}
