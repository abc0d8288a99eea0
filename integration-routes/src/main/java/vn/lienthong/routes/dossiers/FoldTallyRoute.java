package vn.lienthong.routes.dossiers;

import org.apache.camel.builder.RouteBuilder;
import vn.lienthong.routes.faults.TimedFaults;

/** Keeps the tally of deliveries short. */
final class FoldTallyRoute extends RouteBuilder {
  static final String ID = "fold-delivery-tally";
  private static final long PERIOD_MILLIS = 10_000;

  private final DeliveryTally tally;

  FoldTallyRoute(DeliveryTally tally) {
    this.tally = tally;
  }

  @Override
  public void configure() {
    from("timer:" + ID + "?delay=" + PERIOD_MILLIS + "&period=" + PERIOD_MILLIS)
        .routeId(ID)
        .routeConfigurationId(TimedFaults.ID)
        .bean(tally, "fold")
        .id("fold-once");
  }
}
