package vn.lienthong.routes.dossiers;

import org.apache.camel.builder.RouteBuilder;
import vn.lienthong.routes.faults.TimedFaults;

/** After a restore, finds out what the lost database had delivered. */
final class ResolveRestoredRoute extends RouteBuilder {
  static final String ID = "resolve-restored-deliveries";

  private final RestoredDoubts doubts;

  ResolveRestoredRoute(RestoredDoubts doubts) {
    this.doubts = doubts;
  }

  @Override
  public void configure() {
    from("timer:" + ID + "?delay=1000&period=1000")
        .routeId(ID)
        .routeConfigurationId(TimedFaults.ID)
        .bean(doubts, "resolve")
        .id("ask-and-resolve");
  }
}
