package vn.lienthong.routes.messagelog;

import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import vn.lienthong.routes.store.DataProperties;
import vn.lienthong.routes.store.DiskSpace;
import vn.lienthong.signing.keys.KeyStoreFile;

/** The message log's beans. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({LogProperties.class, DataProperties.class})
class MessageLogConfiguration {

  @Bean
  MessageLog messageLog(JdbcClient jdbc, Clock clock) {
    return new MessageLog(jdbc, clock, new SecureRandom());
  }

  @Bean
  CheckpointSigner checkpointSigner(LogProperties log, KeyStoreFile keys) {
    return new CheckpointSigner(
        log.origin(), keys.signingKey(log.noteKey()), keys.signingKey(log.cmsKey()));
  }

  @Bean
  LogFolder logFolder(DataProperties data) {
    return new LogFolder(data.dataDir().resolve("log"));
  }

  @Bean
  Sequencer sequencer(
      JdbcClient jdbc,
      LogFolder folder,
      CheckpointSigner signer,
      PlatformTransactionManager transactions,
      Clock clock) {
    return new Sequencer(
        new TreeStore(jdbc),
        new SignedRoots(jdbc),
        folder,
        signer,
        new TransactionTemplate(transactions),
        clock);
  }

  @Bean
  NewLog newLog(MessageLog log, Sequencer sequencer, CheckpointSigner signer) {
    return new NewLog(log, sequencer, signer);
  }

  @Bean
  LogStatus logStatus(JdbcClient jdbc, CheckpointSigner signer) {
    return new LogStatus(jdbc, signer);
  }

  @Bean
  LogExport logExport(
      JdbcClient jdbc,
      MessageLog log,
      CheckpointSigner signer,
      PlatformTransactionManager transactions,
      DiskSpace disk) {
    return new LogExport(
        log,
        new TreeStore(jdbc),
        new SignedRoots(jdbc),
        new Disclosures(jdbc, transactions),
        signer,
        new TransactionTemplate(transactions),
        disk);
  }

  @Bean
  LogProofs logProofs(JdbcClient jdbc, MessageLog log, PlatformTransactionManager transactions) {
    return new LogProofs(
        log, new TreeStore(jdbc), new SignedRoots(jdbc), new TransactionTemplate(transactions));
  }

  @Bean
  LogSearch logSearch(JdbcClient jdbc, MessageLog log, PlatformTransactionManager transactions) {
    return new LogSearch(jdbc, log, new TransactionTemplate(transactions));
  }

  @Bean
  Erasure erasure(
      JdbcClient jdbc, MessageLog log, PlatformTransactionManager transactions, Clock clock) {
    return new Erasure(jdbc, log, new TransactionTemplate(transactions), clock);
  }

  @Bean
  RouterFunction<ServerResponse> publishedLog(LogFolder folder, CheckpointSigner signer) {
    PublishedLog log = new PublishedLog(folder, signer);
    return RouterFunctions.route().GET("/log/{*file}", log::answer).build();
  }

  /** Down while the log cannot be sealed. */
  @Bean
  HealthIndicator messageLogHealthIndicator(SealingStatus sealing) {
    return () ->
        sealing
            .fault()
            .map(fault -> Health.down().withDetail("fault", fault).build())
            .orElseGet(() -> Health.up().build());
  }

  @Bean
  SealingStatus sealingStatus(Sequencer sequencer) {
    return new SealingStatus(sequencer);
  }

  @Bean
  SealLogRoute sealLogRoute(SealingStatus sealing, LogProperties log) {
    return new SealLogRoute(sealing, log.interval());
  }
}
