package vn.lienthong.routes.messagelog;

import java.time.Duration;
import org.apache.camel.builder.RouteBuilder;
import vn.lienthong.routes.faults.TimedFaults;

/** Seals the message log: gives new entries their places, signs and publishes the root. */
final class SealLogRoute extends RouteBuilder {
  static final String ID = "seal-message-log";

  private final SealingStatus sealing;
  private final Duration interval;

  SealLogRoute(SealingStatus sealing, Duration interval) {
    this.sealing = sealing;
    this.interval = interval;
  }

  @Override
  public void configure() {
    from("timer:" + ID + "?fixedRate=false&delay=100&period=" + interval.toMillis())
        .routeId(ID)
        .routeConfigurationId(TimedFaults.ID)
        .bean(sealing, "seal")
        .id("seal-and-publish");
  }
}
