package vn.lienthong.routes.dossiers;

import org.apache.camel.builder.RouteBuilder;
import vn.lienthong.routes.faults.TimedFaults;

/** Finds what is due to one partner, expired or in doubt without a wake-up. */
final class SweepDueRoute extends RouteBuilder {
  private final String partner;
  private final Sweep sweep;
  private final long periodMillis;

  SweepDueRoute(String partner, Sweep sweep, long periodMillis) {
    this.partner = partner;
    this.sweep = sweep;
    this.periodMillis = periodMillis;
  }

  static String id(String partner) {
    return "sweep-deliveries-to-" + partner;
  }

  @Override
  public void configure() {
    String id = id(partner);
    from("timer:" + id + "?delay=200&period=" + periodMillis)
        .routeId(id)
        .routeConfigurationId(TimedFaults.ID)
        .bean(sweep, "once")
        .id("sweep-once-" + partner);
  }
}
