package vn.lienthong.routes.dossiers;

import org.apache.camel.builder.RouteBuilder;
import vn.lienthong.connectors.onestop.OnestopSql;
import vn.lienthong.routes.faults.TimedFaults;

/** Captures new dossiers and steps from the change feed in the one-stop system's database. */
final class CaptureOneStopRoute extends RouteBuilder {
  static final String ID = "capture-one-stop-changes";
  static final String DATA_SOURCE = "onestopDataSource";

  private final FeedPace pace;
  private final FeedReading reading;

  CaptureOneStopRoute(FeedPace pace, FeedReading reading) {
    this.pace = pace;
    this.reading = reading;
  }

  @Override
  public void configure() {
    from("timer:" + ID + "?period=20&delay=100")
        .routeId(ID)
        .routeConfigurationId(TimedFaults.ID)
        .filter(method(pace, "isTime"))
        .bean(reading, "parameters")
        .id("feed-position")
        .to("sql:" + OnestopSql.READ_FEED.strip() + "?dataSource=#" + DATA_SOURCE)
        .id("read-feed")
        .bean(reading, "captureRows")
        .id("capture-rows")
        .end();
  }
}
