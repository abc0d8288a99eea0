package vn.lienthong.routes.dossiers;

import org.apache.camel.builder.RouteBuilder;

/** Publishes committed changes to the durable topic hub.events. */
final class PublishEventsRoute extends RouteBuilder {
  static final String ID = "publish-events";

  private final EventPublisher publisher;

  PublishEventsRoute(EventPublisher publisher) {
    this.publisher = publisher;
  }

  @Override
  public void configure() {
    from("timer:" + ID + "?delay=500&period=500")
        .routeId(ID)
        .bean(publisher, "publishAll")
        .id("publish-all");
  }
}
