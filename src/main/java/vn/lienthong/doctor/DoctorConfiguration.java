package vn.lienthong.doctor;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.connectors.npsp.NpspConnector;
import vn.lienthong.connectors.onestop.ChangeFeed;
import vn.lienthong.routes.dossiers.DeliveryLedger;
import vn.lienthong.routes.dossiers.FeedLook;
import vn.lienthong.routes.dossiers.RestoreTable;
import vn.lienthong.routes.exposed.RegisterClient;
import vn.lienthong.routes.files.FileLinkProperties;
import vn.lienthong.routes.jobs.JobDesk;
import vn.lienthong.routes.keys.KeyProperties;
import vn.lienthong.routes.messagelog.LogProperties;
import vn.lienthong.routes.messagelog.LogStatus;
import vn.lienthong.routes.nodes.LivingNodes;
import vn.lienthong.routes.partner.NpspCalls;
import vn.lienthong.routes.partner.NpspProperties;
import vn.lienthong.routes.partner.PartnerDesk;
import vn.lienthong.routes.store.DataProperties;
import vn.lienthong.routes.store.DatabaseProperties;
import vn.lienthong.routes.store.DatabaseTime;
import vn.lienthong.routes.store.DiskProperties;
import vn.lienthong.routes.store.DiskSpace;
import vn.lienthong.routes.store.Partitions;
import vn.lienthong.signing.keys.KeyStoreFile;
import vn.lienthong.signing.keys.TrustAnchors;

/**
 * The checks. Each is made when it is run, so that what one of them needs and cannot have is its
 * own finding and nobody else's.
 */
@Configuration(proxyBeanMethods = false)
@Lazy
class DoctorConfiguration {

  /** All checks, in the order in which an operator reads them. */
  @Bean
  DoctorChecks doctorChecks(BeanFactory hub) {
    return new DoctorChecks(
        List.of(
            new Check("database", false, on(hub, DatabaseReach.class, DatabaseReach::look)),
            new Check("database", true, on(hub, DatabaseCheck.class, DatabaseCheck::look)),
            new Check(
                "partners", false, on(hub, PartnerAddressCheck.class, PartnerAddressCheck::look)),
            new Check("partners", true, on(hub, PartnerLoginCheck.class, PartnerLoginCheck::look)),
            new Check("clock", true, on(hub, ClockCheck.class, ClockCheck::ofDatabase)),
            new Check("clock", true, on(hub, ClockCheck.class, ClockCheck::ofPortal)),
            new Check(
                "certificates", false, on(hub, CertificatesCheck.class, CertificatesCheck::look)),
            new Check(
                "certificates",
                false,
                on(hub, CertificatesCheck.class, CertificatesCheck::revocation)),
            new Check(
                "certificates",
                true,
                () ->
                    CertificatesCheck.ofClients(
                        hub.getBean(RegisterClient.class), hub.getBean(Clock.class).instant())),
            new Check("file-links", false, on(hub, FileLinksCheck.class, FileLinksCheck::look)),
            new Check("disk", false, on(hub, DiskCheck.class, DiskCheck::look)),
            new Check("queue", true, on(hub, QueueCheck.class, QueueCheck::look)),
            new Check("queue", false, on(hub, HealthCheck.class, HealthCheck::look)),
            new Check("queue", true, on(hub, FeedCheck.class, FeedCheck::look)),
            new Check("queue", true, on(hub, JobDesk.class, QueueCheck::jobs)),
            new Check("log", true, on(hub, LogCheck.class, LogCheck::look)),
            new Check(
                "settings",
                false,
                () ->
                    SettingsCheck.testKeys(
                        hub.getBean(KeyStoreFile.class),
                        hub.getBean(TrustAnchors.class),
                        hub.getBean(NpspProperties.class))),
            new Check("settings", false, on(hub, SettingsCheck.class, SettingsCheck::look))));
  }

  private static <T> Supplier<List<Finding>> on(
      BeanFactory hub, Class<T> needed, Function<T, List<Finding>> work) {
    return () -> work.apply(hub.getBean(needed));
  }

  @Bean
  DatabaseReach databaseReach(DataSource dataSource, DatabaseProperties settings) {
    return new DatabaseReach(dataSource, settings);
  }

  @Bean
  DatabaseCheck databaseCheck(JdbcClient jdbc, DatabaseProperties settings, Partitions partitions) {
    return new DatabaseCheck(jdbc, settings, partitions);
  }

  @Bean
  PartnerAddressCheck partnerAddressCheck(NpspProperties npsp) {
    return new PartnerAddressCheck(npsp);
  }

  @Bean
  PortalVisit portalVisit(NpspCalls calls, NpspConnector connector, Clock clock) {
    return new PortalVisit(calls, connector, clock);
  }

  @Bean
  PartnerLoginCheck partnerLoginCheck(NpspProperties npsp, PortalVisit portal, PartnerDesk desk) {
    return new PartnerLoginCheck(npsp, portal, desk);
  }

  @Bean
  ClockCheck clockCheck(DataSource dataSource, ObjectProvider<PortalVisit> portal, Clock clock) {
    return new ClockCheck(new DatabaseTime(dataSource), () -> portal.getObject().visit(), clock);
  }

  @Bean
  CertificatesCheck certificatesCheck(KeyStoreFile keys, TrustAnchors anchors, Clock clock) {
    return new CertificatesCheck(keys, anchors, clock);
  }

  @Bean
  FileLinksCheck fileLinksCheck(FileLinkProperties links, NpspProperties npsp) {
    return new FileLinksCheck(links, npsp);
  }

  @Bean
  DiskCheck diskCheck(DiskProperties settings, DataProperties data) {
    return new DiskCheck(new DiskSpace(settings, data.dataDir())::roomAt, data);
  }

  @Bean
  QueueCheck queueCheck(DeliveryLedger deliveries, RestoreTable restores, DataSource dataSource) {
    return new QueueCheck(deliveries, restores, new LivingNodes(dataSource));
  }

  @Bean
  HealthCheck healthCheck(@Value("${server.port}") int port) {
    return new HealthCheck(URI.create("http://127.0.0.1:" + port));
  }

  @Bean
  FeedCheck feedCheck(JdbcClient jdbc, ChangeFeed feed) {
    return new FeedCheck(new FeedLook(jdbc, feed));
  }

  @Bean
  LogCheck logCheck(
      LogStatus status,
      KeyStoreFile keys,
      DataProperties data,
      LogProperties settings,
      Clock clock) {
    return new LogCheck(status, keys, data, settings, clock);
  }

  @Bean
  SettingsCheck settingsCheck(
      NpspProperties npsp,
      KeyProperties keys,
      FileLinkProperties links,
      DataProperties data,
      ConfigurableEnvironment environment) {
    return new SettingsCheck(npsp, keys, links, data, environment);
  }
}
