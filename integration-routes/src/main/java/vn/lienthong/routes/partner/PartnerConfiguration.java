package vn.lienthong.routes.partner;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.connectors.call.HttpSender;
import vn.lienthong.connectors.npsp.NpspConnector;
import vn.lienthong.routes.messagelog.MessageLog;
import vn.lienthong.routes.store.DataProperties;
import vn.lienthong.signing.keys.KeyStoreFile;
import vn.lienthong.signing.keys.SigningKey;
import vn.lienthong.signing.keys.TrustAnchors;

/** Calls to partners: address and account, session, signature, limits, entries. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NpspProperties.class)
class PartnerConfiguration {

  @Bean
  NpspConnector npspConnector(NpspProperties npsp, Clock clock) {
    return new NpspConnector(npsp.profile(), clock);
  }

  @Bean(destroyMethod = "close")
  HttpSender npspSender(NpspProperties npsp) {
    return new HttpSender(npsp.connectTimeout());
  }

  @Bean
  NpspCalls npspCalls(
      NpspProperties npsp,
      NpspConnector connector,
      HttpSender sender,
      DataSource dataSource,
      DataProperties data,
      KeyStoreFile keys,
      TrustAnchors anchors,
      MessageLog messageLog,
      PlatformTransactionManager manager,
      Paces paces,
      Clock clock) {
    Optional<SigningKey> key =
        npsp.signing().enabled()
            ? Optional.of(keys.signingKey(npsp.signing().key()))
            : Optional.empty();
    return new NpspCalls(
        connector.needsSession()
            ? Optional.of(new NpspCalls.Login(connector::prepareLogin, connector::readLogin))
            : Optional.empty(),
        sender::send,
        new NpspSessions(
            dataSource, SessionCipher.withKeyIn(data.dataDir().resolve("keys/session.key")), clock),
        new MessageSigner(
            key, new MessageSigner.Trust(npsp.signing().answers(), anchors, npsp.dstcode()), clock),
        new CallJournal(JdbcClient.create(dataSource), messageLog),
        new PartnerLimits("npsp", () -> paces.of("npsp"), clock),
        new TransactionTemplate(manager));
  }

  @Bean
  PaceTable paceTable(JdbcClient jdbc) {
    return new PaceTable(jdbc);
  }

  @Bean
  Paces paces(PaceTable table, List<DefaultPace> defaults, Clock clock) {
    return new Paces(table, defaults, clock);
  }

  @Bean
  PartnerDesk partnerDesk(
      PaceTable table,
      Paces paces,
      MessageLog messageLog,
      PlatformTransactionManager manager,
      Clock clock) {
    return new PartnerDesk(table, paces, messageLog, new TransactionTemplate(manager), clock);
  }

  @Bean
  CloseLostCallsRoute closeLostCallsRoute(NpspCalls calls) {
    return new CloseLostCallsRoute(calls);
  }
}
