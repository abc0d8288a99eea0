package vn.lienthong.routes.dossiers;

import java.time.Clock;

/** What is done without a wake-up: expired leases, ripe doubts, and what is due anyway. */
final class Sweep {
  private final DossierTable dossiers;
  private final DoubtResolver doubts;
  private final Lane lane;
  private final Clock clock;

  Sweep(DossierTable dossiers, DoubtResolver doubts, Lane lane, Clock clock) {
    this.dossiers = dossiers;
    this.doubts = doubts;
    this.lane = lane;
    this.clock = clock;
  }

  public void once() {
    doubts.expireLeases();
    doubts.resolve();
    if (dossiers.oldestDue(clock.instant()).isPresent()) {
      lane.wakeAll();
    }
  }
}
