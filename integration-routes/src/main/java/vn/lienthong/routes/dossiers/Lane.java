package vn.lienthong.routes.dossiers;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import vn.lienthong.routes.faults.FaultLog;

/**
 * The threads that deliver to one partner, and to no other: as many as its pace says now. What is
 * woken while all of them work is looked for again when one is done.
 */
final class Lane implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String partner;
  private final DeliveryWorker worker;
  private final IntSupplier most;
  private final FaultLog faults;
  private final ExecutorService threads;
  private int working;
  private boolean wokenMeanwhile;
  private boolean closed;

  Lane(String partner, DeliveryWorker worker, IntSupplier most, FaultLog faults) {
    this.partner = partner;
    this.worker = worker;
    this.most = most;
    this.faults = faults;
    this.threads =
        Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("deliver-to-" + partner + "-", 0).factory());
  }

  /** Something may be due: one more thread looks for it. Never waits. */
  public void wake() {
    int places = most.getAsInt();
    synchronized (this) {
      if (closed) {
        return;
      }
      if (working >= places) {
        wokenMeanwhile = true;
        return;
      }
      working++;
      threads.execute(this::work);
    }
  }

  /** As many threads look for what is due as the pace allows. */
  void wakeAll() {
    for (int i = most.getAsInt(); i > 0; i--) {
      wake();
    }
  }

  private void work() {
    boolean more = true;
    try {
      while (more) {
        deliver();
        more = isWokenAgain();
      }
    } finally {
      if (more) {
        leave();
      }
    }
  }

  /** What fails is told and left to the next wake-up, as in timed routes. */
  private void deliver() {
    try {
      worker.deliverDue(this::hasPlace);
    } catch (RuntimeException e) {
      faults.failed(DeliverDueRoute.id(partner), e);
    }
  }

  private boolean hasPlace() {
    int places = most.getAsInt();
    synchronized (this) {
      return !closed && working <= places;
    }
  }

  /** False once this thread is counted out. */
  private synchronized boolean isWokenAgain() {
    if (wokenMeanwhile && !closed) {
      wokenMeanwhile = false;
      return true;
    }
    leave();
    return false;
  }

  private synchronized void leave() {
    working--;
  }

  /** Begins nothing more and waits for what is under way. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      threads.shutdown();
    }
    try {
      boolean _ = threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
