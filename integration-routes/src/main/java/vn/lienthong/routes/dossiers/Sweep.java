package vn.lienthong.routes.dossiers;

import java.time.Clock;
import java.util.Collections;

/** What is done without a wake-up: expired leases, ripe doubts, and what is due anyway. */
final class Sweep {
  private final DossierTable dossiers;
  private final DoubtResolver doubts;
  private final DeliveryWorker worker;
  private final WakeUps wakeUps;
  private final Clock clock;
  private final int workers;

  Sweep(
      DossierTable dossiers,
      DoubtResolver doubts,
      DeliveryWorker worker,
      WakeUps wakeUps,
      Clock clock,
      int workers) {
    this.dossiers = dossiers;
    this.doubts = doubts;
    this.worker = worker;
    this.wakeUps = wakeUps;
    this.clock = clock;
    this.workers = workers;
  }

  public void once() {
    worker.recordUnwritten();
    doubts.shortenWaits();
    doubts.expireLeases();
    doubts.resolve();
    if (dossiers.oldestDue(clock.instant()).isEmpty()) {
      return;
    }
    for (int i = 0; i < workers; i++) {
      if (!wakeUps.send(Collections.singleton("sweep"))) {
        worker.deliverDue();
        return;
      }
    }
  }
}
