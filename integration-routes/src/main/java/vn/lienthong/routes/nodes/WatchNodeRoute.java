package vn.lienthong.routes.nodes;

import org.apache.camel.builder.RouteBuilder;
import vn.lienthong.routes.faults.TimedFaults;

/** Keeps this node's place among the nodes and follows the database's time. */
final class WatchNodeRoute extends RouteBuilder {
  static final String ID = "watch-node";

  private final NodeWatch watch;

  WatchNodeRoute(NodeWatch watch) {
    this.watch = watch;
  }

  @Override
  public void configure() {
    from("timer:" + ID + "?period=5000")
        .routeId(ID)
        .routeConfigurationId(TimedFaults.ID)
        .bean(watch, "beat")
        .id("heartbeat");
  }
}
