package vn.lienthong.routes.refusals;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.routes.messagelog.MessageLog;

/** Counted refusals. */
@Configuration(proxyBeanMethods = false)
class RefusalsConfiguration {

  @Bean(destroyMethod = "writeAll")
  RefusedCalls refusedCalls(MessageLog log, PlatformTransactionManager transactions, Clock clock) {
    return new RefusedCalls(log, new TransactionTemplate(transactions), clock);
  }

  @Bean
  WriteRefusedCallsRoute writeRefusedCallsRoute(RefusedCalls refused) {
    return new WriteRefusedCallsRoute(refused);
  }
}
