package vn.lienthong.routes.store;

import org.apache.camel.builder.RouteBuilder;
import vn.lienthong.routes.faults.TimedFaults;

/** Creates the coming months' partitions, at start and every day. */
final class CreatePartitionsRoute extends RouteBuilder {
  static final String ID = "create-coming-partitions";

  private final Partitions partitions;

  CreatePartitionsRoute(Partitions partitions) {
    this.partitions = partitions;
  }

  @Override
  public void configure() {
    from("timer:" + ID + "?period=24h&delay=0")
        .routeId(ID)
        .routeConfigurationId(TimedFaults.ID)
        .bean(partitions, "createComing")
        .id("create-partitions");
  }
}
