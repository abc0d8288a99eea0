package vn.lienthong.bench;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.context.ConfigurableApplicationContext;
import vn.lienthong.app.MemoryMb;
import vn.lienthong.routes.dossiers.DeliveryLedger;
import vn.lienthong.routes.dossiers.DeliveryState;
import vn.lienthong.routes.dossiers.DeliverySums;

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
 * @param drain how it went on to the end, where it was waited for
 */
record WaitingRound(
    long waiting,
    double startSeconds,
    double heapMb,
    double sumsMillis,
    double lagMillis,
    double deliveriesPerSecond,
    Optional<Drain> drain) {
  private static final int TEMPLATES = 100;

  /** What is measured of both queues, so that neither has more time to warm up. */
  private static final double SHARE_OF_FEW = 0.8;

  /**
   * The whole queue.
   *
   * @param seconds from the portal's return until nothing was left
   * @param firstTenth deliveries a second of its first tenth
   * @param lastTenth of its last
   */
  record Drain(double seconds, double firstTenth, double lastTenth) {}

  /**
   * Measures one queue.
   *
   * @param wanted how many wait
   * @param few how many wait in the short one
   * @param toTheEnd whether all of it is to be delivered
   */
  static WaitingRound measure(int wanted, int few, boolean toTheEnd) throws Exception {
    ScaleCommand.say("a queue of " + wanted + " deliveries ...");
    try (PathWorld world = PathWorld.open(PathRound.Setting.usual())) {
      world.register(TEMPLATES, 1000);
      try (ConfigurableApplicationContext _ = world.startHub()) {
        world.secondsUntilApplied(0, world.office().standing().rowsCommitted());
      }
      long waiting = new History(world.server()).leaveWaiting(History.PORTAL, wanted);
      long before = world.portal().state().applied();
      world.portal().down();
      long begin = System.nanoTime();
      try (ConfigurableApplicationContext hub = world.startHub()) {
        double start = (System.nanoTime() - begin) / 1e9;
        TimeUnit.SECONDS.sleep(30);
        DeliveryLedger ledger = hub.getBean(DeliveryLedger.class);
        double sums = millis(ledger::sums);
        double lag = millis(() -> ledger.lag(History.PORTAL));
        double heap = MemoryMb.measure(world.folder().root()).liveHeapAfterGc();
        long drained = Math.round(SHARE_OF_FEW * few);
        long up = System.nanoTime();
        world.portal().up();
        double seconds = world.secondsUntilAtLeast(before, drained);
        return new WaitingRound(
            waiting,
            start,
            heap,
            sums,
            lag,
            drained / seconds,
            toTheEnd ? Optional.of(drain(up, ledger)) : Optional.empty());
      }
    }
  }

  private static Drain drain(long up, DeliveryLedger ledger) throws InterruptedException {
    ScaleCommand.say("waiting until all of them are delivered ...");
    long left = left(ledger.sums());
    double offset = (System.nanoTime() - up) / 1e9;
    double[] marks = PathWorld.secondsUntilGone(() -> left(ledger.sums()));
    return new Drain(
        offset + marks[2], left / 10.0 / marks[0], left / 10.0 / (marks[2] - marks[1]));
  }

  private static long left(DeliverySums sums) {
    return sums.in(DeliveryState.DUE)
        + sums.in(DeliveryState.IN_FLIGHT)
        + sums.in(DeliveryState.IN_DOUBT);
  }

  /** How long the question takes. */
  static double millis(Runnable question) {
    long begin = System.nanoTime();
    question.run();
    return (System.nanoTime() - begin) / 1e6;
  }
}
