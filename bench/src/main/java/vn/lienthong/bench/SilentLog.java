package vn.lienthong.bench;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.routes.messagelog.EntryDraft;
import vn.lienthong.routes.messagelog.MessageLog;

/** A message log that writes nothing, to measure what the log costs. */
final class SilentLog extends MessageLog {
  private SilentLog(JdbcClient jdbc, Clock clock) {
    super(jdbc, clock, new SecureRandom());
  }

  @Override
  public List<UUID> appendAll(List<EntryDraft> drafts) {
    return drafts.stream().map(_ -> UUID.randomUUID()).toList();
  }

  /** Takes the place of the real one where {@code bench.silent-log} is set. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty("bench.silent-log")
  static class InPlaceOfTheRealOne {
    @Bean
    @Primary
    MessageLog silentLog(JdbcClient jdbc, Clock clock) {
      return new SilentLog(jdbc, clock);
    }
  }
}
