package vn.lienthong.routes.backup;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.postgresql.copy.CopyIn;
import org.postgresql.jdbc.PgConnection;
import org.springframework.jdbc.UncategorizedSQLException;

/**
 * Fills a migrated database from a backup, inside one transaction: triggers, which guard the moves
 * of a running hub, rest meanwhile; constraints and references hold.
 */
final class DatabaseLoad {
  private final Connection connection;
  private final Path file;
  private final BackupManifest manifest;
  private final Map<String, Long> loaded = new HashMap<>();
  private Optional<BackupManifest.Table> current = Optional.empty();
  private Optional<CopyIn> rows = Optional.empty();

  DatabaseLoad(Connection connection, BackupReader backup) {
    this.connection = connection;
    this.file = backup.file();
    this.manifest = backup.manifest();
  }

  /** Empties every table and makes the partitions that the backup had. */
  void begin() throws SQLException {
    for (BackupManifest.Partition part : manifest.partitions()) {
      execute(
          "CREATE TABLE IF NOT EXISTS %s PARTITION OF %s %s"
              .formatted(part.name(), part.parent(), part.bounds()));
    }
    for (BackupManifest.Table table : manifest.tables()) {
      execute("ALTER TABLE " + table.name() + " DISABLE TRIGGER USER");
    }
    execute(
        "TRUNCATE "
            + String.join(
                ", ", manifest.tables().stream().map(BackupManifest.Table::name).toList()));
  }

  /** Takes a member that is a piece of a table; the pieces of a table follow each other. */
  void take(String member, byte[] content) {
    String name = member.substring("tables/".length(), member.lastIndexOf('.'));
    try {
      if (current.filter(table -> table.name().equals(name)).isEmpty()) {
        endTable();
        beginTable(name);
      }
      rows.orElseThrow().writeToCopy(content, 0, content.length);
    } catch (SQLException e) {
      throw new UncategorizedSQLException("loading " + name, null, e);
    }
  }

  private void beginTable(String name) throws SQLException {
    BackupManifest.Table table =
        manifest.tables().stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    BackupReader.unusable(
                        file, "bảng lạ " + name, "it holds rows of an unknown table " + name));
    current = Optional.of(table);
    rows =
        Optional.of(
            connection
                .unwrap(PgConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + name + " (" + table.columns() + ") FROM STDIN"));
  }

  private void endTable() throws SQLException {
    if (current.isPresent()) {
      loaded.put(current.orElseThrow().name(), rows.orElseThrow().endCopy());
      current = Optional.empty();
      rows = Optional.empty();
    }
  }

  /**
   * Ends the last table and sets the sequences.
   *
   * @return rows loaded
   */
  long end() throws SQLException {
    endTable();
    long sum = 0;
    for (BackupManifest.Table table : manifest.tables()) {
      long found = loaded.getOrDefault(table.name(), 0L);
      if (found != table.rows()) {
        throw BackupReader.unusable(
            file,
            "bảng " + table.name() + " thiếu dòng",
            table.name() + " has " + found + " rows of " + table.rows());
      }
      sum += found;
    }
    for (BackupManifest.Sequence sequence : manifest.sequences()) {
      try (var set = connection.prepareStatement("SELECT setval(CAST(? AS regclass), ?)")) {
        set.setString(1, sequence.name());
        set.setLong(2, sequence.last());
        set.execute();
      }
    }
    return sum;
  }

  /** Lets the triggers guard again. */
  void guardAgain() throws SQLException {
    for (BackupManifest.Table table : manifest.tables()) {
      execute("ALTER TABLE " + table.name() + " ENABLE TRIGGER USER");
    }
  }

  private void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
