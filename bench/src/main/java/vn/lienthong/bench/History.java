package vn.lienthong.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import vn.lienthong.routes.store.EmbeddedDatabase;

/**
 * Years of a hub in minutes: dossiers that were really delivered are copied, with their deliveries
 * and documents, under other codes, months and ids, by the server itself.
 */
final class History {
  /** The portal's name in the database. */
  static final String PORTAL = "npsp";

  private static final int MONTHS = 24;
  private static final int COPIES_OF_STATEMENT = 200;

  /** A code that the portal takes: at most seven digits at its end, so years go on with n. */
  private static final String COPIED =
      """
      CREATE OR REPLACE FUNCTION pg_temp.copied(code text, n bigint) RETURNS text
      IMMUTABLE LANGUAGE sql AS $$
        SELECT p[1] || '-'
               || to_char(to_date(p[2], 'YYMMDD') + n / 1000 * interval '1 year', 'YYMMDD') || '-'
               || p[3] || lpad(CAST(n % 1000 AS text), 3, '0')
          FROM regexp_match(code, '^(.*)-([0-9]{6})-([0-9]{4})$') AS p
      $$
      """;

  private final EmbeddedDatabase server;

  History(EmbeddedDatabase server) {
    this.server = server;
  }

  /** How many dossiers there are. */
  long dossiers() throws SQLException {
    try (Connection connection = connection()) {
      return number(connection, "SELECT count(*) FROM dossiers.dossier");
    }
  }

  /** How many deliveries there are. */
  long deliveries() throws SQLException {
    try (Connection connection = connection()) {
      return number(connection, "SELECT count(*) FROM dossiers.delivery");
    }
  }

  /** How many entries the log has. */
  long logEntries() throws SQLException {
    try (Connection connection = connection()) {
      return number(connection, "SELECT max(size) FROM messagelog.tree");
    }
  }

  /** Adds finished dossiers, spread over the last two years, until there are so many. */
  void store(long dossiers) throws SQLException {
    try (Connection connection = connection();
        Statement sql = connection.createStatement()) {
      templates(sql);
      for (int month = 1; month <= MONTHS; month++) {
        sql.execute(
            "SELECT dossiers.make_month(CAST(now() - interval '" + month + " months' AS date))");
      }
      copy(
          connection,
          PORTAL,
          dossiers - number(connection, "SELECT count(*) FROM dossiers.dossier"),
          """
          INSERT INTO dossiers.dossier
            (partner, code, month, captured_at, captured_through, known, snapshot_version,
             procedure_code, agency_code, agency_name, local_status, received_at, due_at,
             finished_at, epoch)
          SELECT t.partner, pg_temp.copied(t.code, n), m.month, m.month, t.captured_through, true,
                 t.snapshot_version, t.procedure_code, t.agency_code, t.agency_name,
                 t.local_status, t.received_at, t.due_at, t.finished_at, t.epoch
            FROM generate_series(%1$d, %2$d) AS n
           CROSS JOIN LATERAL
                 (SELECT CAST(date_trunc('month', now()) AS date)
                           - CAST((n %% 24 + 1) || ' months' AS interval) AS month) AS i
           CROSS JOIN LATERAL (SELECT CAST(i.month AS date) AS month) AS m
           CROSS JOIN template AS t
          """,
          """
          INSERT INTO dossiers.delivery
            (month, partner, dossier, version, kind, id, place, state, attempts, next_at, call_id,
             sent_as, told, captured_at, changed_at, document)
          SELECT m.month, v.partner, pg_temp.copied(v.dossier, n), v.version, v.kind, uuidv7(), v.place,
                 v.state, v.attempts, m.month, v.call_id, v.sent_as, true, m.month,
                 m.month + random() * interval '25 days', v.document
            FROM generate_series(%1$d, %2$d) AS n
           CROSS JOIN LATERAL
                 (SELECT CAST(date_trunc('month', now()) AS date)
                           - CAST((n %% 24 + 1) || ' months' AS interval) AS month) AS i
           CROSS JOIN LATERAL (SELECT CAST(i.month AS date) AS month) AS m
           CROSS JOIN template AS t
            JOIN dossiers.delivery AS v
              ON v.month = t.month AND v.partner = t.partner AND v.dossier = t.code
          """);
      settle(sql);
    }
  }

  /**
   * Adds dossiers of which nothing has been sent, until at least so many deliveries wait.
   *
   * @param partner for whom
   * @return how many wait
   */
  long leaveWaiting(String partner, long deliveries) throws SQLException {
    try (Connection connection = connection();
        Statement sql = connection.createStatement()) {
      templates(sql);
      double each =
          (double) number(connection, "SELECT count(*) FROM dossiers.delivery")
              / number(connection, "SELECT count(*) FROM dossiers.dossier");
      copy(
          connection,
          partner,
          Math.round(deliveries / each),
          """
          INSERT INTO dossiers.dossier
            (partner, code, month, captured_at, captured_through, known, snapshot_version,
             procedure_code, agency_code, agency_name, local_status, received_at, due_at,
             finished_at, epoch, head_version, head_form, head_state, head_at, head_captured_at)
          SELECT '%3$s', pg_temp.copied(t.code, n), t.month, now(), t.captured_through, false,
                 t.snapshot_version, t.procedure_code, t.agency_code, t.agency_name,
                 t.local_status, t.received_at, t.due_at, t.finished_at, t.epoch,
                 1, 'ADD', 'DUE', now(), now()
            FROM generate_series(%1$d, %2$d) AS n CROSS JOIN template AS t
          """,
          """
          INSERT INTO dossiers.delivery
            (month, partner, dossier, version, kind, id, place, state, next_at, told, captured_at,
             changed_at, document)
          SELECT v.month, '%3$s', pg_temp.copied(v.dossier, n), v.version, v.kind, uuidv7(), v.version,
                 'DUE', now(), true, now(), now(),
                 jsonb_set(v.document, CASE v.kind WHEN 'STEP' THEN ARRAY['dossier'] ELSE ARRAY['code'] END,
                           to_jsonb(pg_temp.copied(v.dossier, n)), false)
            FROM generate_series(%1$d, %2$d) AS n
           CROSS JOIN template AS t
            JOIN dossiers.delivery AS v
              ON v.month = t.month AND v.partner = t.partner AND v.dossier = t.code
          """);
      settle(sql);
      return number(connection, "SELECT count(*) FROM dossiers.delivery WHERE state = 'DUE'");
    }
  }

  private static void templates(Statement sql) throws SQLException {
    sql.execute(COPIED);
    // Triggers check moves and keep the tally row by row: what is copied is consistent already.
    sql.execute("SET session_replication_role = replica");
    sql.execute(
        "CREATE TEMPORARY TABLE template AS SELECT * FROM dossiers.dossier WHERE known AND"
            + " head_version IS NULL LIMIT 100");
    sql.execute("ANALYZE template");
  }

  private static void copy(
      Connection connection, String partner, long missing, String... statements)
      throws SQLException {
    long templates = number(connection, "SELECT count(*) FROM template");
    long copies = Math.ceilDiv(missing, templates);
    for (long from = 1; from <= copies; from += COPIES_OF_STATEMENT) {
      long to = Math.min(copies, from + COPIES_OF_STATEMENT - 1);
      for (String statement : statements) {
        try (Statement sql = connection.createStatement()) {
          sql.executeUpdate(statement.formatted(from, to, partner));
        }
      }
    }
  }

  private static void settle(Statement sql) throws SQLException {
    sql.execute("TRUNCATE dossiers.tally");
    sql.execute(
        """
        INSERT INTO dossiers.tally (subject, state, number)
        SELECT kind, state, count(*) FROM dossiers.delivery GROUP BY kind, state
         UNION ALL
        SELECT 'DOSSIER', 'CAPTURED', count(*) FROM dossiers.dossier
         UNION ALL
        SELECT 'DOSSIER', 'DONE', count(*) FROM dossiers.dossier
         WHERE known AND head_version IS NULL
        """);
    sql.execute("VACUUM (ANALYZE) dossiers.dossier, dossiers.delivery");
    sql.execute("CHECKPOINT");
  }

  private static long number(Connection connection, String query) throws SQLException {
    try (Statement sql = connection.createStatement();
        var rows = sql.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private Connection connection() throws SQLException {
    return server.dataSource(EmbeddedDatabase.USER).getConnection();
  }
}
