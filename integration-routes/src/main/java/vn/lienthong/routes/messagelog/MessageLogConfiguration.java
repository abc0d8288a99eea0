package vn.lienthong.routes.messagelog;

import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The message log's beans. */
@Configuration(proxyBeanMethods = false)
class MessageLogConfiguration {

  @Bean
  MessageLog messageLog(JdbcClient jdbc, Clock clock) {
    return new MessageLog(jdbc, clock, new SecureRandom());
  }
}
