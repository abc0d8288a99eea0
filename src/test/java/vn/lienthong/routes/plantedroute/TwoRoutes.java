package vn.lienthong.routes.plantedroute;

import org.apache.camel.builder.RouteBuilder;

/** Planted: two routes in one class. */
public class TwoRoutes extends RouteBuilder {
  @Override
  public void configure() {
    from("direct:a").to("direct:b");
    from("direct:b").to("mock:c");
  }
}
