package vn.lienthong.routes.dossiers;

import org.apache.camel.builder.RouteBuilder;
import vn.lienthong.routes.faults.TimedFaults;

/** Sends what is due to one partner whenever a wake-up says that something is. */
final class DeliverDueRoute extends RouteBuilder {
  private final String partner;
  private final Lane lane;

  DeliverDueRoute(String partner, Lane lane) {
    this.partner = partner;
    this.lane = lane;
  }

  static String id(String partner) {
    return "deliver-due-to-" + partner;
  }

  @Override
  public void configure() {
    from("jms:queue:" + WakeUps.queue(partner))
        .routeId(id(partner))
        .routeConfigurationId(TimedFaults.ID)
        .bean(lane, "wake")
        .id("wake-lane-to-" + partner);
  }
}
