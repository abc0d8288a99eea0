package vn.lienthong.routes.dossiers;

import java.time.Clock;

/** What is done without a wake-up: expired leases, ripe doubts, and what is due anyway. */
final class Sweep {
  private final DossierTable dossiers;
  private final DoubtResolver doubts;
  private final DeliveryWorker worker;
  private final Lane lane;
  private final Clock clock;

  Sweep(
      DossierTable dossiers, DoubtResolver doubts, DeliveryWorker worker, Lane lane, Clock clock) {
    this.dossiers = dossiers;
    this.doubts = doubts;
    this.worker = worker;
    this.lane = lane;
    this.clock = clock;
  }

  public void once() {
    worker.recordUnwritten();
    doubts.shortenWaits();
    doubts.expireLeases();
    doubts.resolve();
    if (dossiers.oldestDue(clock.instant()).isPresent()) {
      lane.wakeAll();
    }
  }
}
