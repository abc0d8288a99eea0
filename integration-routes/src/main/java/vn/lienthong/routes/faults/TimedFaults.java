package vn.lienthong.routes.faults;

import org.apache.camel.builder.RouteConfigurationBuilder;

/** Timed routes and wake-ups: a failure is told, and the next tick tries again. */
public final class TimedFaults extends RouteConfigurationBuilder {
  /** Names this configuration in a route. */
  public static final String ID = "timed";

  private final FaultLog faults;

  TimedFaults(FaultLog faults) {
    this.faults = faults;
  }

  @Override
  public void configuration() {
    routeConfiguration(ID)
        .onException(Exception.class)
        .handled(true)
        .bean(faults, "failed(${routeId}, ${exception})");
  }
}
