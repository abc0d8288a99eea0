package vn.lienthong.routes.dossiers;

import org.apache.camel.builder.RouteBuilder;
import vn.lienthong.routes.faults.TimedFaults;

/** Finds what is due, expired or in doubt without a wake-up. */
final class SweepDueRoute extends RouteBuilder {
  static final String ID = "sweep-deliveries";

  private final Sweep sweep;
  private final long periodMillis;

  SweepDueRoute(Sweep sweep, long periodMillis) {
    this.sweep = sweep;
    this.periodMillis = periodMillis;
  }

  @Override
  public void configure() {
    from("timer:" + ID + "?delay=200&period=" + periodMillis)
        .routeId(ID)
        .routeConfigurationId(TimedFaults.ID)
        .bean(sweep, "once")
        .id("sweep-once");
  }
}
