package vn.lienthong.routes.store;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The hub's database: embedded, or a server named in hub.database. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
  DataProperties.class,
  DatabaseProperties.class,
  DiskProperties.class
})
class StoreConfiguration {

  @Bean(destroyMethod = "close")
  @ConditionalOnExpression("'${hub.database.url:}'.isEmpty()")
  EmbeddedDatabase embeddedDatabase(DataProperties data, DatabaseProperties database) {
    return database.attach()
        ? EmbeddedDatabase.attach(data.dataDir())
        : EmbeddedDatabase.start(data.dataDir());
  }

  @Bean(destroyMethod = "close")
  DataSource dataSource(DatabaseProperties database, ObjectProvider<EmbeddedDatabase> embedded) {
    HikariDataSource pool = new HikariDataSource();
    EmbeddedDatabase server = embedded.getIfAvailable();
    if (server == null) {
      pool.setJdbcUrl(database.url());
      pool.setUsername(database.user());
      pool.setPassword(database.password());
    } else {
      pool.setJdbcUrl(server.url(EmbeddedDatabase.USER));
      pool.setUsername(EmbeddedDatabase.USER);
      pool.setPassword(server.password());
    }
    pool.setPoolName("hub");
    pool.setMaximumPoolSize(database.poolSize());
    pool.setMinimumIdle(2);
    pool.setConnectionTimeout(10_000);
    pool.setInitializationFailTimeout(-1);
    pool.addDataSourceProperty("ApplicationName", "lien-thong");
    pool.addDataSourceProperty("reWriteBatchedInserts", "true");
    DurabilityCheck.demand(pool, pool.getJdbcUrl());
    return pool;
  }

  @Bean
  DiskSpace diskSpace(DiskProperties settings, DataProperties data) {
    return new DiskSpace(settings, data.dataDir());
  }

  @Bean
  Partitions partitions(JdbcClient jdbc, Clock clock) {
    return new Partitions(jdbc, clock);
  }

  @Bean
  CreatePartitionsRoute createPartitionsRoute(Partitions partitions) {
    return new CreatePartitionsRoute(partitions);
  }
}
