package vn.lienthong.routes.messagelog;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.routes.testing.TestDatabase;
import vn.lienthong.signing.keys.KeyStoreFile;
import vn.lienthong.signing.keys.TestAuthority;

/** A message log on a fresh database, with keys of the test authority. */
final class LogBench {
  static final String ORIGIN = "hub.example/log";
  private static final char[] PASSWORD = "test".toCharArray();

  final Clock clock = Clock.fixed(Instant.parse("2026-11-24T02:30:00Z"), ZoneOffset.UTC);
  final JdbcClient jdbc;
  final TransactionTemplate transaction;
  final MessageLog log;
  final TreeStore store;
  final LogFolder folder;
  final CheckpointSigner signer;
  final Path keys;

  LogBench(Path place) {
    DataSource database = TestDatabase.fresh();
    jdbc = JdbcClient.create(database);
    transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    log = new MessageLog(jdbc, clock, new SecureRandom());
    store = new TreeStore(jdbc);
    folder = new LogFolder(place.resolve("log"));
    keys = Keys.FOLDER;
    KeyStoreFile file = KeyStoreFile.open(keys.resolve("hub.p12"), PASSWORD);
    signer = new CheckpointSigner(ORIGIN, file.signingKey("log-note"), file.signingKey("log"));
  }

  /** Made once: RSA keys take their time. */
  private static final class Keys {
    static final Path FOLDER = make();

    private static Path make() {
      try {
        Path folder = java.nio.file.Files.createTempDirectory("log-keys");
        TestAuthority.create(
            folder, PASSWORD, Clock.fixed(Instant.parse("2026-11-01T00:00:00Z"), ZoneOffset.UTC));
        return folder;
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  Sequencer sequencer() {
    return sequencer(folder);
  }

  Sequencer sequencer(LogFolder at) {
    return new Sequencer(store, at, signer, transaction, clock);
  }

  NewLog newLog() {
    return new NewLog(log, sequencer());
  }

  List<UUID> append(EntryDraft... drafts) {
    return Objects.requireNonNull(transaction.execute(_ -> log.appendAll(List.of(drafts))));
  }

  int count(String table) {
    return jdbc.sql("SELECT count(*) FROM messagelog." + table).query(Integer.class).single();
  }

  /** Root of the whole tree from the entries in it, computed without the stored nodes. */
  byte[] recomputedRoot() {
    return vn.lienthong.signing.merkle.Rfc6962.root(
        jdbc
            .sql(
                "SELECT e.bytes FROM messagelog.leaf l JOIN messagelog.entry e ON e.id = l.entry_id"
                    + " ORDER BY l.epoch, l.index")
            .query((row, _) -> row.getBytes("bytes"))
            .list()
            .stream()
            .map(vn.lienthong.signing.merkle.Rfc6962::leafHash)
            .toList());
  }
}
