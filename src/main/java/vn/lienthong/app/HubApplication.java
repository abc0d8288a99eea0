package vn.lienthong.app;

import java.time.Clock;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** The Spring application: every feature of the routes, the console and the monitoring. */
@SpringBootApplication(
    scanBasePackages = {
      "vn.lienthong.app",
      "vn.lienthong.routes",
      "vn.lienthong.console",
      "vn.lienthong.doctor",
      "vn.lienthong.monitoring"
    })
@ConfigurationPropertiesScan({"vn.lienthong.routes", "vn.lienthong.console", "vn.lienthong.app"})
public class HubApplication {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
