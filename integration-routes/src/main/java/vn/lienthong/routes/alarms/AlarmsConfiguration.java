package vn.lienthong.routes.alarms;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.routes.exposed.ExposedProperties;
import vn.lienthong.routes.nodes.NodeName;

/** The alarms' beans. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AlarmProperties.class)
class AlarmsConfiguration {

  /** The ways to people; a bean of its own, because there may be none. */
  record Channels(List<AlarmChannel> all) {}

  @Bean
  Channels alarmChannels(
      AlarmProperties settings,
      ExposedProperties exposed,
      @Value("${hub.public-url}") String address) {
    List<AlarmChannel> channels = new ArrayList<>();
    if (settings.mail().isUsed()) {
      channels.add(new MailChannel(settings.mail(), exposed.name(), address));
    }
    HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    settings
        .webhooks()
        .forEach(hook -> channels.add(new WebhookChannel(hook, exposed.name(), http)));
    return new Channels(List.copyOf(channels));
  }

  @Bean
  AlarmDesk alarmDesk(JdbcClient jdbc, Channels channels, Clock clock) {
    return new AlarmDesk(new AlarmTable(jdbc), channels.all(), clock, NodeName.here());
  }

  @Bean
  RaiseAlarmsRoute raiseAlarmsRoute(
      ObjectProvider<AlarmSource> sources,
      Channels channels,
      JdbcClient jdbc,
      TransactionTemplate transactions,
      AlarmProperties settings,
      Clock clock) {
    AlarmWatch watch =
        new AlarmWatch(
            () -> sources.orderedStream().toList(),
            channels.all(),
            new AlarmTable(jdbc),
            transactions,
            settings,
            clock,
            NodeName.here());
    return new RaiseAlarmsRoute(watch, settings.every());
  }

  @Bean
  TellAlarmsRoute tellAlarmsRoute(
      JdbcClient jdbc, Channels channels, TransactionTemplate transactions, Clock clock) {
    return new TellAlarmsRoute(
        new AlarmTeller(new AlarmTable(jdbc), channels.all(), transactions, clock));
  }
}
