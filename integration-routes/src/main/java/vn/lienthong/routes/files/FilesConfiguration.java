package vn.lienthong.routes.files;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.connectors.onestop.OneStop;
import vn.lienthong.routes.messagelog.MessageLog;
import vn.lienthong.routes.refusals.RefusedCalls;
import vn.lienthong.routes.store.DataProperties;
import vn.lienthong.routes.store.SharedValue;

/** File links and the address where they are fetched. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({FileLinkProperties.class, DataProperties.class})
class FilesConfiguration {

  @Bean
  LinkKey fileLinkKey(FileLinkProperties properties, DataProperties data) {
    return LinkKey.in(properties.files().keyFileIn(data));
  }

  @Bean
  SharedValue sharedFileLinkKey(LinkKey key) {
    return key.shared();
  }

  @Bean
  FileLinks fileLinks(JdbcClient jdbc, Clock clock, FileLinkProperties properties, LinkKey key) {
    return new FileLinks(jdbc, clock, key, properties.publicUrl(), properties.files().lifetime());
  }

  @Bean
  FileController fileController(
      FileLinks links,
      OneStop oneStop,
      MessageLog log,
      PlatformTransactionManager transactions,
      RefusedCalls refused,
      Clock clock) {
    return new FileController(
        links, oneStop, log, new TransactionTemplate(transactions), refused, clock);
  }
}
