package vn.lienthong.routes.faults;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Error handling of timed routes, once for all. */
@Configuration(proxyBeanMethods = false)
class FaultsConfiguration {

  @Bean
  FaultLog faultLog(Clock clock) {
    return new FaultLog(clock);
  }

  @Bean
  TimedFaults timedFaults(FaultLog faults) {
    return new TimedFaults(faults);
  }
}
