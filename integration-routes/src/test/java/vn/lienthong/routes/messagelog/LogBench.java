package vn.lienthong.routes.messagelog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.routes.store.Disks;
import vn.lienthong.routes.testing.SettableClock;
import vn.lienthong.routes.testing.TestDatabase;
import vn.lienthong.signing.keys.KeyStoreFile;
import vn.lienthong.signing.keys.SigningKey;
import vn.lienthong.signing.keys.TestAuthority;
import vn.lienthong.signing.keys.TrustAnchors;
import vn.lienthong.signing.merkle.Rfc6962;
import vn.lienthong.signing.merkle.SignedNote;
import vn.lienthong.signing.verify.Anchors;
import vn.lienthong.signing.verify.LogVerifier;
import vn.lienthong.signing.verify.Report;

/** A message log on a fresh database, with keys of the test authority. */
final class LogBench {
  static final String ORIGIN = "hub.example/log";
  private static final char[] PASSWORD = "test".toCharArray();

  final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T02:30:00Z"));
  final DataSource database;
  final JdbcClient jdbc;
  final PlatformTransactionManager transactions;
  final TransactionTemplate transaction;
  final MessageLog log;
  final TreeStore store;
  final SignedRoots roots;
  final Path place;
  final LogFolder folder;
  final CheckpointSigner signer;
  final Path keys;

  LogBench(Path place) {
    this(place, Keys.FOLDER, ORIGIN);
  }

  LogBench(Path place, Path keys, String origin) {
    this(place, keys, origin, TestDatabase.fresh());
  }

  LogBench(Path place, Path keys, String origin, DataSource database) {
    this.database = database;
    jdbc = JdbcClient.create(database);
    transactions = new DataSourceTransactionManager(database);
    transaction = new TransactionTemplate(transactions);
    log = new MessageLog(jdbc, clock, new SecureRandom());
    store = new TreeStore(jdbc);
    roots = new SignedRoots(jdbc);
    this.place = place;
    this.keys = keys;
    folder = new LogFolder(place.resolve("log"));
    signer = new CheckpointSigner(origin, key("log-note"), key("log"));
  }

  /** Made once: RSA keys take their time. */
  private static final class Keys {
    static final Path FOLDER = make();

    private static Path make() {
      try {
        Path folder = Files.createTempDirectory("log-keys");
        makeKeys(folder, Duration.ofDays(825));
        return folder;
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  static void makeKeys(Path folder, Duration life) throws IOException {
    Clock made = Clock.fixed(Instant.parse("2026-11-01T00:00:00Z"), java.time.ZoneOffset.UTC);
    TestAuthority.create(folder, PASSWORD, made, life);
  }

  SigningKey key(String alias) {
    String file = alias.equals("ministry") || alias.equals("npsp") ? "partners.p12" : "hub.p12";
    return KeyStoreFile.open(keys.resolve(file), PASSWORD).signingKey(alias);
  }

  Sequencer sequencer() {
    return sequencer(folder);
  }

  Sequencer sequencer(LogFolder at) {
    return new Sequencer(store, roots, at, signer, transaction, clock);
  }

  NewLog newLog() {
    return new NewLog(log, sequencer(), signer);
  }

  LogExport export() {
    return new LogExport(
        log, store, roots, new Disclosures(jdbc, transactions), signer, transaction, Disks.roomy());
  }

  LogSearch search() {
    return new LogSearch(jdbc, log, transaction);
  }

  Erasure erasure() {
    return new Erasure(jdbc, log, transaction, clock);
  }

  List<UUID> append(EntryDraft... drafts) {
    return append(List.of(drafts));
  }

  List<UUID> append(List<EntryDraft> drafts) {
    return Objects.requireNonNull(transaction.execute(_ -> log.appendAll(drafts)));
  }

  /** Seals what is committed and exports it with payloads. */
  LogExport.Exported sealedExport(Path to) {
    sequencer().sealOnce();
    return export().export(to, true, "operator", "for the auditor");
  }

  /** What our verifier says with the right key and authority. */
  Report verify(Path exported) {
    return LogVerifier.verify(exported, anchors(ORIGIN), clock.instant());
  }

  Anchors anchors(String origin) {
    return Anchors.of(
        SignedNote.VerifierKey.parse(signer.verifierKey(origin)),
        TrustAnchors.read(keys.resolve("test-ca.crt")));
  }

  int count(String table) {
    return jdbc.sql("SELECT count(*) FROM messagelog." + table).query(Integer.class).single();
  }

  /** Root of the whole tree from the entries in it, computed without the stored nodes. */
  byte[] recomputedRoot() {
    return Rfc6962.root(
        jdbc
            .sql(
                "SELECT e.bytes FROM messagelog.leaf l JOIN messagelog.entry e ON e.id = l.entry_id"
                    + " ORDER BY l.epoch, l.index")
            .query((row, _) -> row.getBytes("bytes"))
            .list()
            .stream()
            .map(Rfc6962::leafHash)
            .toList());
  }
}
