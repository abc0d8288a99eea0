package vn.lienthong.routes.jobs;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** How far a run is. Safe for many threads; stored by the run's heartbeat. */
public final class RunProgress {
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicInteger total = new AtomicInteger();
  private volatile RunResult.Counts counts = RunResult.Counts.NONE;
  private final CountDownLatch cancelled;

  public RunProgress() {
    this(new CountDownLatch(1));
  }

  private RunProgress(CountDownLatch cancelled) {
    this.cancelled = cancelled;
  }

  /** Counts for itself, and ends when this one must. */
  RunProgress ofPart() {
    return new RunProgress(cancelled);
  }

  /** Says how many units there are. */
  public void total(int units) {
    total.set(units);
  }

  /** One more unit is done. */
  public void oneDone() {
    done.incrementAndGet();
  }

  /** Says what was done so far: it stands for the run when the run fails or its node goes away. */
  public void counts(RunResult.Counts soFar) {
    counts = soFar;
  }

  public RunResult.Counts counts() {
    return counts;
  }

  public int done() {
    return done.get();
  }

  public int total() {
    return total.get();
  }

  /** True when the run must end: its node is stopping, or it lost its lock. */
  public boolean isCancelled() {
    return cancelled.getCount() == 0;
  }

  /** Waits for this time; answers true at once when the run must end. */
  public boolean waitOrCancelled(Duration time) {
    try {
      return cancelled.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  void cancel() {
    cancelled.countDown();
  }
}
