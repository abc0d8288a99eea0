package vn.lienthong.routes.alarms;

import java.time.Duration;
import org.apache.camel.builder.RouteBuilder;
import vn.lienthong.routes.faults.TimedFaults;

/** Looks for what is wrong. */
final class RaiseAlarmsRoute extends RouteBuilder {
  static final String ID = "raise-alarms";

  private final AlarmWatch watch;
  private final Duration every;

  RaiseAlarmsRoute(AlarmWatch watch, Duration every) {
    this.watch = watch;
    this.every = every;
  }

  @Override
  public void configure() {
    from("timer:" + ID + "?delay=" + every.toMillis() + "&period=" + every.toMillis())
        .routeId(ID)
        .routeConfigurationId(TimedFaults.ID)
        .bean(watch, "once")
        .id("look-once");
  }
}
