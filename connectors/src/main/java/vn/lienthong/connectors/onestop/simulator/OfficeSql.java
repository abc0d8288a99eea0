package vn.lienthong.connectors.onestop.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Statements of the office that concern the whole database. */
final class OfficeSql {
  private static final String COUNTS =
      """
      SELECT count(DISTINCT code), count(*) FILTER (WHERE kind = 'step'),
             count(*) FILTER (WHERE kind = 'dossier')
        FROM lien_thong.change_feed WHERE epoch = lien_thong.current_epoch()
      """;
  // A restored database does not know which versions it had given before the restore: a step of a
  // million leaves them all behind.
  private static final String RAISE =
      "UPDATE office.dossier SET version = version + 1000000 WHERE version > 0";
  private static final String WRITE_AGAIN =
      """
      INSERT INTO lien_thong.change_feed (kind, code, version, document)
      SELECT 'dossier', d.code, d.version,
             jsonb_set(f.document, '{submission,otherInformation}',
                       to_jsonb('Dữ liệu mô phỏng; phiên bản ' || d.version))
        FROM office.dossier AS d
       CROSS JOIN LATERAL (
             SELECT n.document FROM lien_thong.change_feed AS n
              WHERE n.code = d.code AND n.kind = 'dossier'
              ORDER BY n.version DESC LIMIT 1) AS f
       ORDER BY d.ordinal
      """;

  private OfficeSql() {}

  /** What the feed holds in its newest epoch. */
  record Counts(long dossiers, long steps, long snapshots) {}

  static String ddl() {
    try (InputStream in = OfficeSql.class.getResourceAsStream("/onestop/office.sql")) {
      if (in == null) {
        throw new IllegalStateException("onestop/office.sql is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("onestop/office.sql is not readable", e);
    }
  }

  static Counts counts(Connection connection) throws SQLException {
    try (var read = connection.prepareStatement(COUNTS);
        ResultSet row = read.executeQuery()) {
      row.next();
      return new Counts(row.getLong(1), row.getLong(2), row.getLong(3));
    }
  }

  static int beginEpoch(Connection connection, String why) throws SQLException {
    int epoch;
    try (var begin = connection.prepareStatement("SELECT lien_thong.begin_epoch(?)")) {
      begin.setString(1, why);
      try (ResultSet row = begin.executeQuery()) {
        row.next();
        epoch = row.getInt(1);
      }
    }
    try (var statement = connection.createStatement()) {
      statement.executeUpdate(RAISE);
      statement.executeUpdate(WRITE_AGAIN);
    }
    return epoch;
  }
}
