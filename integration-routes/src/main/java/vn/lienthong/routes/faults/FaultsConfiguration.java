package vn.lienthong.routes.faults;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Error handling of timed routes, once for all. */
@Configuration(proxyBeanMethods = false)
class FaultsConfiguration {

  @Bean
  TimedFaults timedFaults(Clock clock) {
    return new TimedFaults(new FaultLog(clock));
  }
}
