package vn.lienthong.routes.alarms;

import org.apache.camel.builder.RouteBuilder;
import vn.lienthong.routes.faults.TimedFaults;

/** Tells people what is wrong. Apart from looking, so that a slow mail server delays no look. */
final class TellAlarmsRoute extends RouteBuilder {
  static final String ID = "tell-alarms";
  private static final long PERIOD_MILLIS = 5_000;

  private final AlarmTeller teller;

  TellAlarmsRoute(AlarmTeller teller) {
    this.teller = teller;
  }

  @Override
  public void configure() {
    from("timer:" + ID + "?delay=" + PERIOD_MILLIS + "&period=" + PERIOD_MILLIS)
        .routeId(ID)
        .routeConfigurationId(TimedFaults.ID)
        .bean(teller, "once")
        .id("tell-what-waits");
  }
}
