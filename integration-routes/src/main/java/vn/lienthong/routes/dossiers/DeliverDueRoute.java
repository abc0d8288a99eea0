package vn.lienthong.routes.dossiers;

import org.apache.camel.builder.RouteBuilder;
import vn.lienthong.routes.faults.TimedFaults;

/** Sends what is due to NPSP whenever a wake-up says that something is. */
final class DeliverDueRoute extends RouteBuilder {
  static final String ID = "deliver-due-to-npsp";

  private final DeliveryWorker worker;
  private final int workers;

  DeliverDueRoute(DeliveryWorker worker, int workers) {
    this.worker = worker;
    this.workers = workers;
  }

  @Override
  public void configure() {
    from("jms:queue:" + WakeUps.QUEUE + "?concurrentConsumers=" + workers)
        .routeId(ID)
        .routeConfigurationId(TimedFaults.ID)
        .bean(worker, "deliverDue")
        .id("deliver-due");
  }
}
