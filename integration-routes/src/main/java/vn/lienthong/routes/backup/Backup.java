package vn.lienthong.routes.backup;

import com.github.f4b6a3.uuid.UuidCreator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.routes.messagelog.EntryDraft;
import vn.lienthong.routes.messagelog.LogRecovery;
import vn.lienthong.routes.messagelog.MessageLog;
import vn.lienthong.routes.store.StorageFailure;
import vn.lienthong.signing.keys.SigningKey;

/**
 * Makes backups beside a running hub: every table as it stood in one moment, and what was published
 * of the log. Holds up nobody: one reading transaction, no lock.
 */
public final class Backup {
  private final DataSource database;
  private final TransactionTemplate transactions;
  private final TransactionTemplate oneMoment;
  private final MessageLog log;
  private final LogRecovery published;
  private final Keys keys;
  private final Path dataDir;
  private final Clock clock;

  /** What the hub's keys tell of a backup: the log's name, its note key, and who signs. */
  record Keys(String origin, SigningKey note, SigningKey signer) {
    /** SHA-256 of the public key that signs checkpoints. */
    String noteKey() {
      return BackupReader.sha256(note.certificate().getPublicKey().getEncoded());
    }
  }

  Backup(
      DataSource database,
      PlatformTransactionManager manager,
      MessageLog log,
      LogRecovery published,
      Keys keys,
      Path dataDir,
      Clock clock) {
    this.database = database;
    this.transactions = new TransactionTemplate(manager);
    this.oneMoment = new TransactionTemplate(manager);
    oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    oneMoment.setReadOnly(true);
    this.log = log;
    this.published = published;
    this.keys = keys;
    this.dataDir = dataDir;
    this.clock = clock;
  }

  /** A backup that is whole and on the disk. */
  public record Made(Path file, Instant at, long bytes, long rows) {}

  /**
   * Writes a backup. The act becomes an entry of the log first, so that the backup holds it too.
   *
   * @param recipients any one of them can open it; RSA keys
   * @throws vn.lienthong.schemas.error.HubException LT-9040 when there is a file of that name,
   *     LT-9046 when nobody could open it
   */
  public Made make(Path file, List<X509Certificate> recipients, String operator, String reason) {
    try (BackupWriter out = BackupWriter.to(file, recipients)) {
      out.addReadme();
      transactions.executeWithoutResult(_ -> log.append(act(file, operator, reason)));
      // before the snapshot, which then holds all that this checkpoint covers
      Optional<String> checkpoint = published.published();
      checkpoint.ifPresent(
          note -> out.add("log/checkpoint", note.getBytes(StandardCharsets.UTF_8)));
      addOldLogs(out);
      BackupManifest manifest =
          Objects.requireNonNull(oneMoment.execute(_ -> snapshot(out, checkpoint)));
      long rows = manifest.tables().stream().mapToLong(BackupManifest.Table::rows).sum();
      return new Made(file, manifest.madeAt(), Files.size(file), rows);
    } catch (IOException e) {
      throw StorageFailure.of(e, file);
    }
  }

  private BackupManifest snapshot(BackupWriter out, Optional<String> checkpoint) {
    Instant now = clock.instant();
    Connection connection = DataSourceUtils.getConnection(database);
    try {
      DatabaseDump dump = new DatabaseDump(connection);
      String schema = dump.schema();
      List<BackupManifest.Table> tables = dump.copyTables(out);
      List<BackupManifest.Partition> partitions = dump.partitions();
      List<BackupManifest.Sequence> sequences = dump.sequences();
      return out.finish(
          members ->
              new BackupManifest(
                  BackupManifest.FORMAT,
                  now,
                  keys.origin(),
                  keys.noteKey(),
                  checkpoint,
                  schema,
                  tables,
                  partitions,
                  sequences,
                  members),
          keys.signer(),
          now);
    } catch (SQLException e) {
      throw new UncategorizedSQLException("copying the database", null, e);
    }
  }

  /** Logs that ended: nobody writes to them, and the database may not hold them. */
  private void addOldLogs(BackupWriter out) throws IOException {
    for (Path old : OldLogs.in(dataDir)) {
      try (var files = Files.walk(old)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          out.add(dataDir.relativize(file).toString(), Files.readAllBytes(file));
        }
      }
    }
  }

  private static EntryDraft act(Path file, String operator, String reason) {
    String id = UuidCreator.getTimeOrderedEpoch().toString();
    return new EntryDraft(
        EntryDraft.Kind.OPERATOR_ACT,
        EntryDraft.Direction.NONE,
        "hub",
        "backup",
        new EntryDraft.About(Optional.of(operator), Optional.empty(), Optional.empty()),
        new EntryDraft.Call(id, String.valueOf(file.getFileName()), id, Optional.empty()),
        Optional.of(
            new EntryDraft.Payload(
                reason.getBytes(StandardCharsets.UTF_8), "text/plain; charset=utf-8", List.of())),
        Optional.empty(),
        Optional.empty());
  }
}
