package vn.lienthong.routes.messagelog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
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
  CheckpointSigner checkpointSigner(LogProperties log, DataProperties data) {
    Path keys = data.dataDir().resolve("keys");
    KeyStoreFile store =
        KeyStoreFile.open(
            either(log.keyStore(), keys.resolve("hub.p12")),
            password(either(log.passwordFile(), keys.resolve("password"))));
    return new CheckpointSigner(
        log.origin(), store.signingKey(log.noteKey()), store.signingKey(log.cmsKey()));
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
        new TreeStore(jdbc), folder, signer, new TransactionTemplate(transactions), clock);
  }

  @Bean
  NewLog newLog(MessageLog log, Sequencer sequencer) {
    return new NewLog(log, sequencer);
  }

  @Bean
  LogStatus logStatus(JdbcClient jdbc) {
    return new LogStatus(jdbc);
  }

  @Bean
  LogExport logExport(
      JdbcClient jdbc,
      MessageLog log,
      CheckpointSigner signer,
      PlatformTransactionManager transactions) {
    return new LogExport(
        log,
        new TreeStore(jdbc),
        new Disclosures(jdbc),
        signer,
        new TransactionTemplate(transactions));
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

  private static Path either(Path set, Path usual) {
    return set.toString().isEmpty() ? usual : set;
  }

  private static char[] password(Path file) {
    try {
      return Files.readString(file).strip().toCharArray();
    } catch (IOException e) {
      throw new HubException(e, HubError.KEY_FILE_UNREADABLE, file, e.getClass().getSimpleName());
    }
  }
}
