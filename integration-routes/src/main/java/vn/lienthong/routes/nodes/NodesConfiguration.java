package vn.lienthong.routes.nodes;

import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.lienthong.routes.broker.BrokerProperties;
import vn.lienthong.routes.store.DatabaseTime;
import vn.lienthong.routes.store.SharedValue;

/** Every process that runs routes is a node; a command that does one thing and ends is none. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "hub.broker.enabled", matchIfMissing = true)
@EnableConfigurationProperties(BrokerProperties.class)
class NodesConfiguration {
  /** A killed node's place is free at once, that of a lost machine within 20 s. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Bean(destroyMethod = "close")
  Membership membership(DataSource database, BrokerProperties broker) {
    return new Membership(
        database, new SharedValues(database), NodeName.here(), broker.url().isEmpty());
  }

  /** Who may not join does not migrate the database either. */
  @Bean
  FlywayMigrationStrategy joinThenMigrate(
      Membership membership, ObjectProvider<SharedValue> values) {
    return flyway -> {
      membership.join(PATIENCE);
      flyway.migrate();
      membership.compare(values.orderedStream().toList());
    };
  }

  @Bean
  NodeWatch nodeWatch(Membership membership, DatabaseTime time, Clock clock) {
    return new NodeWatch(membership, time, clock);
  }

  @Bean
  WatchNodeRoute watchNodeRoute(NodeWatch watch) {
    return new WatchNodeRoute(watch);
  }

  @Bean
  HealthIndicator nodeHealthIndicator(Membership membership, NodeWatch watch) {
    return new NodeHealth(membership, watch);
  }
}
