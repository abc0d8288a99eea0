package vn.lienthong.routes.dossiers;

import org.apache.camel.builder.RouteBuilder;
import vn.lienthong.routes.faults.TimedFaults;

/** Captures new dossiers and steps from the one-stop system's REST change feed. */
final class CaptureOneStopRestRoute extends RouteBuilder {
  static final String ID = "capture-one-stop-changes-by-rest";

  private final FeedPace pace;
  private final RestFeedReading reading;

  CaptureOneStopRestRoute(FeedPace pace, RestFeedReading reading) {
    this.pace = pace;
    this.reading = reading;
  }

  @Override
  public void configure() {
    from("timer:" + ID + "?period=20&delay=100")
        .routeId(ID)
        .routeConfigurationId(TimedFaults.ID)
        .filter(method(pace, "isTime"))
        .bean(reading, "captureNext")
        .id("capture-rows")
        .end();
  }
}
