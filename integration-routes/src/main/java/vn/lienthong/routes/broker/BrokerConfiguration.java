package vn.lienthong.routes.broker;

import jakarta.jms.ConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.lienthong.routes.store.DataProperties;
import vn.lienthong.routes.store.DiskSpace;

/** The hub's broker: embedded, or one named in hub.broker. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({BrokerProperties.class, DataProperties.class})
class BrokerConfiguration {

  @Bean(destroyMethod = "close")
  @ConditionalOnExpression("'${hub.broker.url:}'.isEmpty() and ${hub.broker.enabled:true}")
  EmbeddedBroker embeddedBroker(DataProperties data, DiskSpace disk) {
    // Intake and deliveries stop before: a sender that waits would say nothing of why.
    return EmbeddedBroker.start(data.dataDir(), disk.kept() / 4);
  }

  @Bean(destroyMethod = "stop")
  @ConditionalOnProperty(name = "hub.broker.enabled", matchIfMissing = true)
  ConnectionFactory connectionFactory(
      BrokerProperties broker, ObjectProvider<EmbeddedBroker> embedded) {
    EmbeddedBroker server = embedded.getIfAvailable();
    ActiveMQConnectionFactory bare =
        server == null
            ? new ActiveMQConnectionFactory(broker.url(), broker.user(), broker.password())
            : new ActiveMQConnectionFactory(server.url());
    JmsPoolConnectionFactory pool = new JmsPoolConnectionFactory();
    pool.setConnectionFactory(bare);
    pool.setMaxConnections(broker.connections());
    return pool;
  }

  /** For commands that need no broker: never connected, keeps Boot from starting one. */
  @Bean
  @ConditionalOnProperty(name = "hub.broker.enabled", havingValue = "false")
  ConnectionFactory noBroker() {
    return new ActiveMQConnectionFactory("vm://0");
  }
}
