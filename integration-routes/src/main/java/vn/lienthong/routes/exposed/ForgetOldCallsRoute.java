package vn.lienthong.routes.exposed;

import org.apache.camel.builder.RouteBuilder;
import vn.lienthong.routes.faults.TimedFaults;

/** Forgets bearer tokens and signed calls whose time is long over. */
final class ForgetOldCallsRoute extends RouteBuilder {
  static final String ID = "forget-old-calls";

  private final Clients clients;

  ForgetOldCallsRoute(Clients clients) {
    this.clients = clients;
  }

  @Override
  public void configure() {
    from("timer:" + ID + "?period=10m&delay=1m")
        .routeId(ID)
        .routeConfigurationId(TimedFaults.ID)
        .bean(clients, "forgetOld")
        .id("forget-old");
  }
}
