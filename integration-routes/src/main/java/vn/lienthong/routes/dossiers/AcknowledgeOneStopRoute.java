package vn.lienthong.routes.dossiers;

import org.apache.camel.builder.RouteBuilder;
import vn.lienthong.routes.faults.TimedFaults;

/** Tells the one-stop system what became of its dossiers and steps. */
final class AcknowledgeOneStopRoute extends RouteBuilder {
  static final String ID = "acknowledge-to-one-stop";

  private final Acknowledger acknowledger;

  AcknowledgeOneStopRoute(Acknowledger acknowledger) {
    this.acknowledger = acknowledger;
  }

  @Override
  public void configure() {
    from("timer:" + ID + "?delay=500&period=500")
        .routeId(ID)
        .routeConfigurationId(TimedFaults.ID)
        .bean(acknowledger, "tellAll")
        .id("tell-one-stop");
  }
}
