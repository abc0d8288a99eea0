package vn.lienthong.routes.backup;

import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyOut;
import org.postgresql.jdbc.PgConnection;

/** Copies every table of the hub out of one snapshot, as COPY text in pieces. */
final class DatabaseDump {
  /** Text of a piece, in clear: a few times as much memory is needed at once. */
  private static final int PIECE_BYTES = 8 << 20;

  private static final String TABLES =
      """
      SELECT format('%I.%I', n.nspname, c.relname) AS name,
             (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)
                FROM pg_attribute a
               WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                 AND a.attgenerated = '') AS columns
        FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
         AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'public')
       ORDER BY 1
      """;
  private static final String REFERENCES =
      """
      SELECT DISTINCT format('%I.%I', n.nspname, c.relname) AS child,
             format('%I.%I', m.nspname, p.relname) AS parent
        FROM pg_constraint r
        JOIN pg_class c ON c.oid = r.conrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_class p ON p.oid = r.confrelid
        JOIN pg_namespace m ON m.oid = p.relnamespace
       WHERE r.contype = 'f' AND r.conrelid <> r.confrelid
         AND NOT c.relispartition AND NOT p.relispartition
      """;
  private static final String PARTITIONS =
      """
      SELECT format('%I.%I', n.nspname, c.relname) AS name, i.inhparent::regclass::text AS parent,
             pg_get_expr(c.relpartbound, c.oid) AS bounds
        FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_inherits i ON i.inhrelid = c.oid
       WHERE c.relispartition AND c.relkind = 'r'
         AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'public')
       ORDER BY 1
      """;
  private static final String SEQUENCES =
      """
      SELECT format('%I.%I', schemaname, sequencename) AS name, last_value
        FROM pg_sequences
       WHERE last_value IS NOT NULL AND schemaname !~ '^pg_'
         AND schemaname NOT IN ('information_schema', 'public')
       ORDER BY 1
      """;
  private static final String SCHEMA =
      """
      SELECT version FROM public.flyway_schema_history
       WHERE success AND version IS NOT NULL ORDER BY installed_rank DESC
      """;

  private final Connection snapshot;

  /**
   * @param snapshot in a transaction that sees one state throughout
   */
  DatabaseDump(Connection snapshot) {
    this.snapshot = snapshot;
  }

  /** The tables in an order in which each stands behind those that it refers to. */
  List<BackupManifest.Table> copyTables(BackupWriter out) throws SQLException {
    List<BackupManifest.Table> copied = new ArrayList<>();
    for (BackupManifest.Table table : tables()) {
      copied.add(new BackupManifest.Table(table.name(), table.columns(), copy(table, out)));
    }
    return copied;
  }

  private long copy(BackupManifest.Table table, BackupWriter out) throws SQLException {
    CopyOut rows =
        snapshot
            .unwrap(PgConnection.class)
            .getCopyAPI()
            .copyOut("COPY (SELECT " + table.columns() + " FROM " + table.name() + ") TO STDOUT");
    try {
      addPieces(table, rows, out);
      return rows.getHandledRowCount();
    } catch (SQLException | RuntimeException e) {
      end(rows, e);
      throw e;
    }
  }

  /**
   * Nothing can be asked of the connection while the server still sends rows, not even a rollback:
   * tells it to stop, and reads away what is on the way.
   */
  private void end(CopyOut rows, Exception why) {
    try {
      if (rows.isActive()) {
        snapshot.unwrap(PgConnection.class).cancelQuery();
      }
      byte @Nullable [] left = {};
      while (left != null && rows.isActive()) {
        left = rows.readFromCopy();
      }
    } catch (SQLException e) {
      why.addSuppressed(e); // the server says that it stopped
    }
  }

  private static void addPieces(BackupManifest.Table table, CopyOut rows, BackupWriter out)
      throws SQLException {
    ByteArrayOutputStream piece = new ByteArrayOutputStream();
    int pieces = 0;
    for (byte[] row = rows.readFromCopy(); row != null; row = rows.readFromCopy()) {
      piece.writeBytes(row);
      if (piece.size() >= PIECE_BYTES) {
        out.add(pieceName(table, ++pieces), piece.toByteArray());
        piece.reset();
      }
    }
    if (piece.size() > 0) {
      out.add(pieceName(table, ++pieces), piece.toByteArray());
    }
  }

  private static String pieceName(BackupManifest.Table table, int number) {
    return "tables/%s.%06d".formatted(table.name(), number);
  }

  private List<BackupManifest.Table> tables() throws SQLException {
    List<BackupManifest.Table> left =
        new ArrayList<>(
            rows(
                TABLES,
                row ->
                    new BackupManifest.Table(row.getString("name"), row.getString("columns"), 0)));
    record Reference(String child, String parent) {}
    List<Reference> references =
        rows(REFERENCES, row -> new Reference(row.getString("child"), row.getString("parent")));
    List<BackupManifest.Table> ordered = new ArrayList<>();
    Set<String> done = new HashSet<>();
    while (!left.isEmpty()) {
      List<BackupManifest.Table> free =
          left.stream()
              .filter(
                  table ->
                      references.stream()
                          .filter(reference -> reference.child().equals(table.name()))
                          .allMatch(reference -> done.contains(reference.parent())))
              .toList();
      if (free.isEmpty()) {
        throw new IllegalStateException("tables refer to each other in a circle: " + left);
      }
      ordered.addAll(free);
      free.forEach(table -> done.add(table.name()));
      left.removeAll(free);
    }
    return ordered;
  }

  List<BackupManifest.Partition> partitions() throws SQLException {
    return rows(
        PARTITIONS,
        row ->
            new BackupManifest.Partition(
                row.getString("name"), row.getString("parent"), row.getString("bounds")));
  }

  /** Not part of the snapshot: never behind it. */
  List<BackupManifest.Sequence> sequences() throws SQLException {
    return rows(
        SEQUENCES,
        row -> new BackupManifest.Sequence(row.getString("name"), row.getLong("last_value")));
  }

  /** The newest migration. */
  String schema() throws SQLException {
    return rows(SCHEMA, row -> row.getString("version")).stream()
        .max(java.util.Comparator.naturalOrder())
        .orElseThrow(() -> new IllegalStateException("the database was never migrated"));
  }

  private interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  private <T> List<T> rows(String sql, Row<T> reader) throws SQLException {
    List<T> found = new ArrayList<>();
    try (var statement = snapshot.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        found.add(reader.of(row));
      }
    }
    return found;
  }
}
