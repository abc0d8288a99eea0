package vn.lienthong.routes.backup;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.routes.dossiers.RestoreTable;
import vn.lienthong.routes.messagelog.LogRecovery;
import vn.lienthong.routes.store.DataProperties;
import vn.lienthong.routes.store.DatabaseProperties;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.signing.keys.SigningKey;
import vn.lienthong.signing.keys.TrustAnchors;

/**
 * Restores a backup while no hub runs. The file is read to its end and found whole and ours before
 * anything is touched; it is loaded beside the hub's database, which it replaces in one step at the
 * end. What the lost database did since the backup is unknown: deliveries that are not final are in
 * doubt, and the log goes on only where it can extend what was published.
 */
public final class Restore {
  private static final String MIGRATIONS = "classpath:db/migration";

  private final DataProperties data;
  private final DatabaseProperties database;
  private final LogRecovery log;
  private final Backup.Keys keys;
  private final Clock clock;

  Restore(
      DataProperties data,
      DatabaseProperties database,
      LogRecovery log,
      Backup.Keys keys,
      Clock clock) {
    this.data = data;
    this.database = database;
    this.log = log;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * A database that was restored.
   *
   * @param backedUpAt moment of the backup
   * @param rows rows loaded
   * @param inDoubt deliveries whose fate the hub finds out when it is started
   */
  public record Restored(
      Instant backedUpAt, long rows, int inDoubt, LogRecovery.Outcome messageLog) {}

  /**
   * Restores.
   *
   * @param key of one of the backup's recipients
   * @throws HubException LT-9041 to LT-9047, LT-9001 or LT-9044 while a hub runs; nothing was
   *     changed then
   */
  public Restored restore(Path file, SigningKey key, String operator, String reason) {
    BackupReader backup =
        BackupReader.check(
            file, TrustAnchors.of(List.of(keys.signer().certificate())), clock.instant());
    demandOurs(backup);
    try (RestoreServer server = RestoreServer.open(data, database)) {
      Restored restored = load(backup, key, server.stagingDatabase(), operator, reason);
      server.swap();
      return restored;
    }
  }

  /** Another key could not go on with the log. */
  private void demandOurs(BackupReader backup) {
    BackupManifest manifest = backup.manifest();
    if (!manifest.noteKey().equals(keys.noteKey())) {
      throw new HubException(
          HubError.BACKUP_OF_OTHER_KEYS, backup.file(), "log-note " + manifest.noteKey());
    }
    if (!manifest.origin().equals(keys.origin())) {
      throw new HubException(
          HubError.BACKUP_OF_OTHER_KEYS, backup.file(), "hub.log.origin " + manifest.origin());
    }
  }

  private static void demandKnown(BackupManifest manifest, DataSource staging) {
    MigrationVersion newest =
        Arrays.stream(
                Flyway.configure().dataSource(staging).locations(MIGRATIONS).load().info().all())
            .map(one -> one.getVersion())
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElseThrow();
    if (MigrationVersion.fromVersion(manifest.schema()).compareTo(newest) > 0) {
      throw new HubException(HubError.BACKUP_OF_LATER_PROGRAM, manifest.schema(), newest);
    }
  }

  private Restored load(
      BackupReader backup, SigningKey key, DataSource staging, String operator, String reason) {
    BackupManifest manifest = backup.manifest();
    demandKnown(manifest, staging);
    Flyway.configure()
        .dataSource(staging)
        .locations(MIGRATIONS)
        .target(manifest.schema())
        .load()
        .migrate();
    TransactionTemplate transaction =
        new TransactionTemplate(new DataSourceTransactionManager(staging));
    long[] rows = new long[1];
    int inDoubt =
        Objects.requireNonNull(
            transaction.execute(
                _ -> {
                  rows[0] = 0;
                  return loadTables(backup, key, staging, rows);
                }));
    String act =
        reason + "\n\n" + file(backup) + " " + manifest.madeAt() + ", " + inDoubt + " in doubt";
    LogRecovery.Outcome outcome = log.goOn(staging, manifest.checkpoint(), act, operator);
    return new Restored(manifest.madeAt(), rows[0], inDoubt, outcome);
  }

  private static String file(BackupReader backup) {
    return String.valueOf(backup.file().getFileName());
  }

  private int loadTables(BackupReader backup, SigningKey key, DataSource staging, long[] rows) {
    Connection connection = DataSourceUtils.getConnection(staging);
    try {
      DatabaseLoad load = new DatabaseLoad(connection, backup);
      load.begin();
      backup.open(
          key,
          (name, content) -> {
            if (name.startsWith("tables/")) {
              load.take(name, content);
            } else if (OldLogs.holds(name)) {
              OldLogs.restore(data.dataDir(), name, content);
            }
          });
      rows[0] = load.end();
      int inDoubt =
          new RestoreTable(JdbcClient.create(staging))
              .putAllInDoubt(backup.manifest().madeAt(), now(backup.manifest()));
      load.guardAgain();
      return inDoubt;
    } catch (SQLException e) {
      throw new UncategorizedSQLException("loading the backup", null, e);
    }
  }

  /** Not before the backup, whatever the clock of another machine says. */
  private Instant now(BackupManifest manifest) {
    return Optional.of(clock.instant())
        .filter(now -> now.isAfter(manifest.madeAt()))
        .orElse(manifest.madeAt());
  }
}
