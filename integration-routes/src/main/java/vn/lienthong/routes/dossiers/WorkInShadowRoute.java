package vn.lienthong.routes.dossiers;

import org.apache.camel.builder.RouteBuilder;
import vn.lienthong.routes.faults.TimedFaults;

/** Compares what is captured in shadow, and releases it when the hub goes live. */
final class WorkInShadowRoute extends RouteBuilder {
  static final String ID = "work-in-shadow";

  private final ShadowWork shadow;

  WorkInShadowRoute(ShadowWork shadow) {
    this.shadow = shadow;
  }

  @Override
  public void configure() {
    from("timer:" + ID + "?delay=1000&period=1000")
        .routeId(ID)
        .routeConfigurationId(TimedFaults.ID)
        .bean(shadow, "once")
        .id("compare-or-release");
  }
}
