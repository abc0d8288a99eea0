package vn.lienthong.doctor;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.routes.store.DatabaseProperties;
import vn.lienthong.routes.store.Partitions;

/**
 * Whether the database keeps what it is told, and has room for the hub's connections and months.
 */
final class DatabaseCheck {
  private static final int LEAST_CONNECTIONS = 5;
  private static final String CONNECTIONS =
      """
      SELECT current_setting('max_connections')::int
               - current_setting('superuser_reserved_connections')::int
               - (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend') AS free,
             (SELECT count(*) FROM pg_stat_activity
               WHERE datname = current_database() AND usename = current_user) AS ours
      """;
  private static final String LONG_TRANSACTIONS =
      """
      SELECT pid, coalesce(application_name, '') AS program, coalesce(state, '') AS state,
             extract(epoch FROM clock_timestamp() - xact_start)::bigint AS seconds
        FROM pg_stat_activity
       WHERE xact_start < clock_timestamp() - interval '60 seconds'
         AND backend_type = 'client backend' AND pid <> pg_backend_pid()
       ORDER BY xact_start LIMIT 5
      """;
  private static final String TABLES =
      """
      SELECT format('%s.%s %s, %s', schemaname, relname, pg_size_pretty(pg_table_size(relid)),
                    coalesce(to_char(greatest(last_autovacuum, last_vacuum) AT TIME ZONE 'UTC',
                                     'YYYY-MM-DD HH24:MI"Z"'), '-'))
        FROM pg_stat_user_tables ORDER BY pg_table_size(relid) DESC LIMIT 3
      """;

  private final JdbcClient jdbc;
  private final DatabaseProperties settings;
  private final Partitions partitions;

  DatabaseCheck(JdbcClient jdbc, DatabaseProperties settings, Partitions partitions) {
    this.jdbc = jdbc;
    this.settings = settings;
    this.partitions = partitions;
  }

  List<Finding> look() {
    Findings findings = new Findings("database");
    connections(findings);
    longTransactions(findings);
    List<String> missing = partitions.missing();
    if (missing.isEmpty()) {
      findings.ok("partitions");
    } else {
      findings.problem("partitions-missing", String.join(", ", missing));
    }
    findings.ok(
        "tables",
        jdbc.sql("SELECT pg_size_pretty(pg_database_size(current_database()))")
            .query(String.class)
            .single(),
        String.join("; ", jdbc.sql(TABLES).query(String.class).list()));
    if (!settings.url().isEmpty()) {
      findings.unknown("disk");
    }
    return findings.list();
  }

  private void connections(Findings findings) {
    record Connections(long free, long ours) {}
    Connections now = jdbc.sql(CONNECTIONS).query(Connections.class).single();
    long wanted = Math.max(0, settings.poolSize() - now.ours());
    if (now.free() < Math.max(wanted, LEAST_CONNECTIONS)) {
      findings.bad(
          now.free() < LEAST_CONNECTIONS, "few-connections", now.free(), settings.poolSize());
    } else {
      findings.ok("connections", now.free(), settings.poolSize());
    }
  }

  private void longTransactions(Findings findings) {
    record Long(int pid, String program, String state, long seconds) {}
    List<Long> all = jdbc.sql(LONG_TRANSACTIONS).query(Long.class).list();
    if (all.isEmpty()) {
      findings.ok("short-transactions");
    } else {
      findings.warning(
          "long-transactions",
          Duration.ofSeconds(all.getFirst().seconds()),
          all.stream()
              .map(one -> "pid " + one.pid() + " (" + one.program() + ", " + one.state() + ")")
              .collect(Collectors.joining(", ")));
    }
  }
}
