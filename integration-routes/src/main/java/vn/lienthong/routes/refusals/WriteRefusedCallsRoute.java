package vn.lienthong.routes.refusals;

import org.apache.camel.builder.RouteBuilder;
import vn.lienthong.routes.faults.TimedFaults;

/** Writes counted refusals of the last minute to the message log. */
final class WriteRefusedCallsRoute extends RouteBuilder {
  static final String ID = "refused-calls-to-log";

  private final RefusedCalls refused;

  WriteRefusedCallsRoute(RefusedCalls refused) {
    this.refused = refused;
  }

  @Override
  public void configure() {
    from("timer:" + ID + "?period=20s&delay=20s")
        .routeId(ID)
        .routeConfigurationId(TimedFaults.ID)
        .bean(refused, "writeFinished")
        .id("write-finished-minutes");
  }
}
