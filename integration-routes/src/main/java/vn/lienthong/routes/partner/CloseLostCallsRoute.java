package vn.lienthong.routes.partner;

import org.apache.camel.builder.RouteBuilder;
import vn.lienthong.routes.faults.TimedFaults;

/** Writes the outcome "in doubt" into the log for every request whose sender is gone. */
final class CloseLostCallsRoute extends RouteBuilder {
  static final String ID = "partner-close-lost-calls";

  private final NpspCalls calls;

  CloseLostCallsRoute(NpspCalls calls) {
    this.calls = calls;
  }

  @Override
  public void configure() {
    from("timer:" + ID + "?period=5000&delay=0")
        .routeId(ID)
        .routeConfigurationId(TimedFaults.ID)
        .bean(calls, "closeLostCalls")
        .id("close-lost-calls");
  }
}
