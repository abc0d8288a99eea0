package vn.lienthong.routes.onestop;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.lienthong.connectors.onestop.OneStopDatabase;
import vn.lienthong.connectors.onestop.OneStopProperties;
import vn.lienthong.connectors.onestop.OneStopRest;
import vn.lienthong.connectors.onestop.OnestopRestClient;

/** The one-stop system over its database or over REST, by {@code hub.onestop.feed}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OneStopSettings.class)
class OneStopConfiguration {

  /** Not a candidate where a DataSource is asked for without a name: that is the hub's own. */
  @Bean(destroyMethod = "close", defaultCandidate = false)
  @ConditionalOnProperty(name = "hub.onestop.feed", havingValue = "sql", matchIfMissing = true)
  DataSource onestopDataSource(OneStopSettings settings) {
    OneStopProperties onestop = settings.checked();
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(onestop.url());
    pool.setUsername(onestop.user());
    pool.setPassword(onestop.password());
    pool.setPoolName("onestop");
    pool.setMaximumPoolSize(4);
    pool.setMinimumIdle(1);
    pool.setConnectionTimeout(10_000);
    pool.setInitializationFailTimeout(-1);
    pool.addDataSourceProperty("ApplicationName", "lien-thong");
    pool.addDataSourceProperty("socketTimeout", onestop.timeout().toSeconds());
    return pool;
  }

  @Bean
  @ConditionalOnProperty(name = "hub.onestop.feed", havingValue = "sql", matchIfMissing = true)
  OneStopDatabase oneStopDatabase(@Qualifier("onestopDataSource") DataSource onestop) {
    return new OneStopDatabase(onestop);
  }

  @Bean
  @ConditionalOnProperty(name = "hub.onestop.feed", havingValue = "rest")
  OneStopRest oneStopRest(OneStopSettings settings) {
    return new OneStopRest(settings.checked());
  }

  @Bean
  @ConditionalOnProperty(name = "hub.onestop.feed", havingValue = "rest")
  OnestopRestClient oneStopRestFeed(OneStopSettings settings) {
    return new OnestopRestClient(settings.checked());
  }
}
