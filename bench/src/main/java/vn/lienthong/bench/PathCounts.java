package vn.lienthong.bench;

import java.sql.Connection;
import java.sql.SQLException;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorState;
import vn.lienthong.routes.store.EmbeddedDatabase;

/**
 * What a round did, counted by the server, the log and the portal.
 *
 * @param commits transactions that wrote something, in all databases of the server
 * @param flushes times that the write-ahead log was forced to the disk
 * @param calls calls to the portal with their answers; 0 where nothing was logged
 * @param signatures made, by hub and portal
 * @param verifications made, by hub and portal; the hub checks what it signs before it hands it out
 * @param checkpoints roots that were signed, each twice (note and CMS)
 * @param fetches files that the portal fetched from the hub
 * @param entries written to the log
 * @param requestBytes mean size of a call's body
 * @param answerBytes mean size of an answer's body
 */
record PathCounts(
    long commits,
    long flushes,
    long calls,
    long signatures,
    long verifications,
    long checkpoints,
    long fetches,
    long entries,
    int requestBytes,
    int answerBytes) {
  private static final String SERVER =
      """
      SELECT CAST(CAST(pg_current_xact_id() AS text) AS bigint),
             (SELECT sum(fsyncs) FROM pg_stat_io WHERE object = 'wal')
      """;
  private static final String LOG =
      """
      SELECT count(*) FILTER (WHERE kind = 'REQUEST' AND direction = 'OUT'),
             count(*),
             (SELECT count(*) FROM messagelog.checkpoint)
        FROM messagelog.entry
      """;
  private static final String SIZES =
      """
      SELECT COALESCE(avg(n.bytes) FILTER (WHERE n.direction = 'OUT'), 0),
             COALESCE(avg(n.bytes) FILTER (WHERE n.direction = 'IN'), 0)
        FROM (SELECT e.id, e.direction, sum(s.length) AS bytes
                FROM messagelog.entry AS e
                JOIN messagelog.segment AS s ON s.entry_id = e.id AND s.appended_at = e.appended_at
               WHERE e.partner = 'npsp' AND e.service IN ('dossier-add', 'dossier-update', 'dossier-step')
               GROUP BY e.id, e.direction) AS n
      """;

  /** Counts from here on. */
  static Meter meter(EmbeddedDatabase server) {
    return new Meter(server, row(server, SERVER), row(server, LOG));
  }

  /** Where the counters stood. */
  record Meter(EmbeddedDatabase server, long[] serverBefore, long[] logBefore) {

    PathCounts read(NpspSimulatorState portal) {
      long[] now = row(server, SERVER);
      long[] log = row(server, LOG);
      long[] sizes = row(server, SIZES);
      long calls = log[0] - logBefore[0];
      long checkpoints = log[2] - logBefore[2];
      return new PathCounts(
          now[0] - serverBefore[0],
          now[1] - serverBefore[1],
          calls,
          2 * calls + 2 * checkpoints,
          3 * calls,
          checkpoints,
          portal.filesFetched(),
          log[1] - logBefore[1],
          (int) sizes[0],
          (int) sizes[1]);
    }
  }

  private static long[] row(EmbeddedDatabase server, String sql) {
    try (Connection connection = server.dataSource(EmbeddedDatabase.USER).getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      long[] values = new long[rows.getMetaData().getColumnCount()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (long) rows.getDouble(i + 1);
      }
      return values;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
