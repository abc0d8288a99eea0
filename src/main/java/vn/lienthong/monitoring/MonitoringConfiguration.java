package vn.lienthong.monitoring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.stream.Stream;
import org.springframework.boot.actuate.health.HealthContributorRegistry;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.lienthong.routes.alarms.AlarmSource;
import vn.lienthong.routes.dossiers.DeliveryLedger;
import vn.lienthong.routes.exposed.RegisterClient;
import vn.lienthong.routes.jobs.JobDesk;
import vn.lienthong.routes.messagelog.LogStatus;
import vn.lienthong.routes.partner.NpspCalls;
import vn.lienthong.routes.store.DiskSpace;
import vn.lienthong.signing.keys.KeyStoreFile;

/** One indicator per partner and for the certificates, and the hub's own figures. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class MonitoringConfiguration {

  @Bean
  HealthIndicator npspHealthIndicator(NpspCalls calls, DeliveryLedger deliveries) {
    return new PartnerHealth(calls, deliveries, "npsp");
  }

  @Bean
  HealthIndicator diskHealthIndicator(DiskSpace disk) {
    return new DiskHealth(disk);
  }

  @Bean
  HealthIndicator jobsHealthIndicator(JobDesk desk) {
    return new JobsHealth(desk);
  }

  @Bean
  HealthIndicator certificatesHealthIndicator(KeyStoreFile keys, Clock clock) {
    return new CertificateHealth(keys, clock);
  }

  @Bean
  AlarmSource healthAlarms(HealthContributorRegistry registry) {
    return new HealthAlarms(registry);
  }

  @Bean
  AlarmSource certificateAlarms(KeyStoreFile keys, RegisterClient clients, Clock clock) {
    return new CertificateAlarms(
        () ->
            Stream.concat(
                keys.dates().stream()
                    .map(one -> new CertificateAlarms.Ending(one.alias(), one.notAfter())),
                clients.list().stream()
                    .filter(RegisterClient.Registered::active)
                    .flatMap(
                        client ->
                            client.certificateUntil().stream()
                                .map(
                                    end ->
                                        new CertificateAlarms.Ending(
                                            "client " + client.name(), end)))),
        clock);
  }

  @Bean
  HubMetrics hubMetrics(DeliveryLedger deliveries, LogStatus log, KeyStoreFile keys, Clock clock) {
    return new HubMetrics(deliveries, log, keys, clock);
  }

  /** For alarms: 1 while they are to be silent about a partner, what is low, what is late. */
  @Bean
  MeterBinder holdMetrics(NpspCalls calls, DiskSpace disk, JobDesk desk) {
    return registry -> {
      Gauge.builder(
              "hub.partner.maintenance", calls, one -> one.maintenanceUntil().isPresent() ? 1 : 0)
          .description("1 while the partner is in a maintenance window")
          .tag("partner", "npsp")
          .strongReference(true)
          .register(registry);
      Gauge.builder(
              "hub.jobs.late",
              desk,
              one -> one.standings().stream().filter(job -> job.late().isPresent()).count())
          .description("Jobs of which two times have passed without an end of a run")
          .strongReference(true)
          .register(registry);
      Gauge.builder("hub.disk.low", disk, one -> one.low().isPresent() ? 1 : 0)
          .description("1 while a disk is low and the hub takes nothing new")
          .strongReference(true)
          .register(registry);
    };
  }
}
