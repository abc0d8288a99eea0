package vn.lienthong.routes.dossiers;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jackson.JacksonDataFormat;
import vn.lienthong.routes.broker.Destinations;
import vn.lienthong.routes.faults.TimedFaults;
import vn.lienthong.schemas.json.HubJson;

/**
 * Takes committed changes out of the outbox and hands them to the broker's topic, oldest first, at
 * least once: who hears them knows a repeated one by its event id.
 */
final class PublishEventsRoute extends RouteBuilder {
  static final String ID = "publish-events";
  private static final int AT_ONCE = 500;

  private final EventOutbox outbox;

  PublishEventsRoute(EventOutbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public void configure() {
    from("timer:" + ID + "?delay=500&period=200")
        .routeId(ID)
        .routeConfigurationId(TimedFaults.ID)
        .transacted()
        .bean(outbox, "next(" + AT_ONCE + ")")
        .id("lock-oldest-events")
        .split(body())
        .stopOnException()
        .setHeader("eventId", simple("${body.id}", String.class))
        .marshal(new JacksonDataFormat(HubJson.newMapper(), EventOutbox.Event.class))
        .to("jms:topic:" + Destinations.EVENTS + "?jmsMessageType=Text")
        .id("send-event")
        .end()
        .bean(outbox, "remove")
        .id("remove-from-outbox");
  }
}
