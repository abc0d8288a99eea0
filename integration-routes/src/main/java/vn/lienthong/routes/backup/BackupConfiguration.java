package vn.lienthong.routes.backup;

import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import vn.lienthong.routes.messagelog.LogProperties;
import vn.lienthong.routes.messagelog.LogRecovery;
import vn.lienthong.routes.messagelog.MessageLog;
import vn.lienthong.routes.store.DataProperties;
import vn.lienthong.signing.keys.KeyStoreFile;

/** Backing up. Restoring needs a context without a database: {@link RestoreContext}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({DataProperties.class, LogProperties.class})
class BackupConfiguration {

  @Bean
  Backup backup(
      DataSource database,
      PlatformTransactionManager manager,
      MessageLog messageLog,
      KeyStoreFile keys,
      LogProperties log,
      DataProperties data,
      Clock clock) {
    return new Backup(
        database,
        manager,
        messageLog,
        new LogRecovery(data.dataDir(), log, keys, clock),
        keys(log, keys),
        data.dataDir(),
        clock);
  }

  static Backup.Keys keys(LogProperties log, KeyStoreFile keys) {
    return new Backup.Keys(
        log.origin(), keys.signingKey(log.noteKey()), keys.signingKey(log.cmsKey()));
  }
}
