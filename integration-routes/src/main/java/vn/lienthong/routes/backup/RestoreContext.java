package vn.lienthong.routes.backup;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import vn.lienthong.routes.messagelog.LogProperties;
import vn.lienthong.routes.messagelog.LogRecovery;
import vn.lienthong.routes.store.DataProperties;
import vn.lienthong.routes.store.DatabaseProperties;
import vn.lienthong.signing.keys.KeyStoreFile;

/**
 * All that a restore needs of the application: settings and keys, and no database, which may be
 * lost. A source of its own: no configuration of the hub, so that no scan finds it.
 */
@ComponentScan("vn.lienthong.routes.keys")
@EnableConfigurationProperties({
  DataProperties.class,
  DatabaseProperties.class,
  LogProperties.class
})
public class RestoreContext {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  Restore restore(
      DataProperties data,
      DatabaseProperties database,
      LogProperties log,
      KeyStoreFile keys,
      Clock clock) {
    return new Restore(
        data,
        database,
        new LogRecovery(data.dataDir(), log, keys, clock),
        BackupConfiguration.keys(log, keys),
        clock);
  }
}
