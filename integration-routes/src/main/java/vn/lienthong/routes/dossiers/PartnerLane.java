package vn.lienthong.routes.dossiers;

import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.routes.faults.FaultLog;
import vn.lienthong.routes.nodes.NodeName;
import vn.lienthong.routes.partner.NpspCalls;
import vn.lienthong.routes.store.DatabaseTime;
import vn.lienthong.routes.store.DiskSpace;
import vn.lienthong.schemas.json.HubJson;

/**
 * All that delivers to one partner and to no other: who claims, sends and records, who settles
 * doubts, the threads of both, and the two routes that wake them.
 */
record PartnerLane(
    DeliveryWorker worker, Lane lane, DeliverDueRoute deliverDue, SweepDueRoute sweepDue)
    implements AutoCloseable {

  /**
   * To whom.
   *
   * @param name as deliveries name the partner
   * @param timeout of one call, as the settings file gives it
   */
  record Partner(
      String name, Dispatch dispatch, PartnerWire wire, NpspCalls calls, Duration timeout) {}

  /** What all partners share on this node. */
  record Ground(
      JdbcClient jdbc,
      TransactionTemplate transactions,
      DossiersProperties settings,
      DiskSpace disk,
      FaultLog faults,
      DatabaseTime time,
      Clock clock,
      PathProbe probe) {}

  /**
   * Wires it.
   *
   * @throws IllegalArgumentException when a lease could end while a call is still waited for
   */
  static PartnerLane of(Partner partner, Ground ground) {
    demandLongerLease(partner, ground.settings());
    DeliveryWorker worker = worker(partner, ground);
    Lane lane =
        new Lane(partner.name(), worker, () -> partner.calls().pace().workers(), ground.faults());
    Sweep sweep =
        new Sweep(
            new DossierTable(ground.jdbc(), partner.name()),
            doubts(partner, ground),
            worker,
            lane,
            ground.time().clock());
    return new PartnerLane(
        worker,
        lane,
        new DeliverDueRoute(partner.name(), lane),
        new SweepDueRoute(partner.name(), sweep, ground.settings().sweep().toMillis()));
  }

  private static DeliveryWorker worker(Partner partner, Ground ground) {
    return new DeliveryWorker(
        partner.dispatch(),
        new BatchClaim(
            partner.dispatch(),
            partner.wire(),
            partner.calls(),
            ground.transactions(),
            ground.settings(),
            HubJson.newMapper(),
            new BatchClaim.Holder(NodeName.here(), beyondTimeout(partner, ground)),
            ground.clock(),
            ground.probe()),
        new OutcomeRecorder(
            partner.dispatch(),
            partner.calls(),
            ground.transactions(),
            ground.settings(),
            partner.wire().rules(),
            RandomGenerator.getDefault(),
            ground.probe()),
        partner.calls(),
        partner.wire(),
        ground.disk(),
        ground.time().clock(),
        ground.probe());
  }

  private static DoubtResolver doubts(Partner partner, Ground ground) {
    return new DoubtResolver(
        partner.dispatch(),
        new DoubtTable(ground.jdbc(), partner.name()),
        partner.calls(),
        partner.wire(),
        ground.transactions(),
        RandomGenerator.getDefault(),
        beyondTimeout(partner, ground),
        ground.time(),
        ground.probe());
  }

  private static Duration beyondTimeout(Partner partner, Ground ground) {
    return ground.settings().lease().minus(partner.timeout());
  }

  private static void demandLongerLease(Partner partner, DossiersProperties settings) {
    Duration least = partner.timeout().plusSeconds(2);
    if (settings.lease().compareTo(least) < 0) {
      throw new IllegalArgumentException(
          "hub.dossiers.lease must be at least " + least + ", is " + settings.lease());
    }
  }

  @Override
  public void close() {
    lane.close();
  }
}
