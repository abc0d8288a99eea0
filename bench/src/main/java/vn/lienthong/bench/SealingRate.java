package vn.lienthong.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.app.HubApplication;
import vn.lienthong.app.HubFolder;
import vn.lienthong.app.Setup;
import vn.lienthong.routes.messagelog.EntryDraft;
import vn.lienthong.routes.messagelog.MessageLog;
import vn.lienthong.routes.messagelog.Sequencer;
import vn.lienthong.routes.store.EmbeddedDatabase;

/**
 * How fast the message log takes and seals entries by itself.
 *
 * @param appended entries of 1 KB payload appended a second, a hundred to a commit, one writer
 * @param sealed entries a second that got their place in the tree, root signed and published
 */
record SealingRate(double appended, double sealed) {
  private static final int ENTRIES = 20_000;
  private static final int OF_COMMIT = 100;

  static SealingRate measure() throws IOException {
    Path root = Files.createTempDirectory("hub-bench-log");
    HubFolder folder = new HubFolder(root.resolve("data"));
    new Setup(Clock.systemUTC()).run(folder);
    try (EmbeddedDatabase server = EmbeddedDatabase.start(folder.root());
        ConfigurableApplicationContext hub = withoutRoutes(folder, server)) {
      MessageLog log = hub.getBean(MessageLog.class);
      Sequencer sequencer = hub.getBean(Sequencer.class);
      TransactionTemplate transactions =
          new TransactionTemplate(hub.getBean(PlatformTransactionManager.class));
      append(log, transactions, 2_000);
      sequencer.sealOnce();
      double appending = append(log, transactions, ENTRIES);
      long begin = System.nanoTime();
      int sealed = sequencer.sealOnce();
      double sealing = (System.nanoTime() - begin) / 1e9;
      if (sealed != ENTRIES) {
        throw new IllegalStateException("sealed " + sealed + " of " + ENTRIES);
      }
      return new SealingRate(ENTRIES / appending, ENTRIES / sealing);
    }
  }

  /** Fills a log with sealed entries. */
  static void fill(HubFolder folder, EmbeddedDatabase server, long entries) {
    try (ConfigurableApplicationContext hub = withoutRoutes(folder, server)) {
      Sequencer sequencer = hub.getBean(Sequencer.class);
      TransactionTemplate transactions =
          new TransactionTemplate(hub.getBean(PlatformTransactionManager.class));
      for (long done = 0; done < entries; done += ENTRIES) {
        append(hub.getBean(MessageLog.class), transactions, ENTRIES);
        sequencer.sealOnce();
      }
    }
  }

  private static double append(MessageLog log, TransactionTemplate transactions, int count) {
    long begin = System.nanoTime();
    for (int i = 0; i < count / OF_COMMIT; i++) {
      List<EntryDraft> drafts = new ArrayList<>();
      for (int k = 0; k < OF_COMMIT; k++) {
        drafts.add(draft());
      }
      transactions.executeWithoutResult(_ -> log.appendAll(drafts));
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  private static EntryDraft draft() {
    String id = UUID.randomUUID().toString();
    return new EntryDraft(
        EntryDraft.Kind.OPERATOR_ACT,
        EntryDraft.Direction.NONE,
        "npsp",
        "bench",
        new EntryDraft.About(Optional.of("bench"), Optional.of("H38-" + id), Optional.empty()),
        new EntryDraft.Call(id, id, id, Optional.empty()),
        Optional.of(
            new EntryDraft.Payload(
                "x".repeat(1000).getBytes(StandardCharsets.US_ASCII), "text/plain", List.of())),
        Optional.empty(),
        Optional.empty());
  }

  private static ConfigurableApplicationContext withoutRoutes(
      HubFolder folder, EmbeddedDatabase server) {
    return new SpringApplicationBuilder(HubApplication.class)
        .web(WebApplicationType.NONE)
        .logStartupInfo(false)
        .run(
            "--hub.data-dir=" + folder.root(),
            "--hub.log.origin=lien-thong.invalid/log",
            "--hub.database.url=" + server.url(EmbeddedDatabase.USER),
            "--hub.database.user=" + EmbeddedDatabase.USER,
            "--hub.database.password=" + server.password(),
            "--management.endpoint.health.validate-group-membership=false",
            "--hub.jobs.enabled=false",
            "--hub.broker.enabled=false",
            "--spring.main.lazy-initialization=true",
            "--spring.main.register-shutdown-hook=false",
            "--spring.autoconfigure.exclude="
                + "org.springframework.boot.actuate.autoconfigure.metrics.MetricsAutoConfiguration,"
                + "org.apache.cxf.spring.boot.autoconfigure.CxfAutoConfiguration,"
                + "org.apache.camel.spring.boot.CamelAutoConfiguration",
            "--logging.threshold.console=OFF",
            "--logging.file.name=" + folder.logs().resolve("hub.log"));
  }
}
