package vn.lienthong.routes.store;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Creates the coming months' partitions of every table that is partitioned by month. */
public final class Partitions {
  private static final int MONTHS_AHEAD = 3;
  private static final String PARTITIONED =
      """
      SELECT format('%I.%I', n.nspname, c.relname)
        FROM pg_partitioned_table p
        JOIN pg_class c ON c.oid = p.partrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = p.partattrs[0]
       WHERE p.partstrat = 'r' AND p.partnatts = 1 AND a.atttypid = 'timestamptz'::regtype
       ORDER BY 1 LIMIT 1000
      """;
  private static final String CREATE =
      "SELECT store.create_month_partitions(CAST(:parent AS regclass), :day, :months)";

  private static final String MISSING =
      """
      SELECT wanted.name
        FROM (SELECT parent || to_char(CAST(:day AS date) + make_interval(months => ahead),
                                       '"_y"YYYY"m"MM') AS name
                FROM pg_class, generate_series(0, 1) AS ahead,
                     LATERAL (SELECT CAST(oid AS regclass)::text AS parent) AS named
               WHERE oid IN (SELECT to_regclass(one) FROM unnest(CAST(ARRAY[:parents] AS text[])) AS one)
             ) AS wanted
       WHERE to_regclass(wanted.name) IS NULL
       ORDER BY 1 LIMIT 100
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  public Partitions(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Creates what is missing for this month and the next ones; may be called at any time.
   *
   * @return how many partitions were created
   */
  public int createComing() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    List<String> tables = jdbc.sql(PARTITIONED).query(String.class).list();
    return tables.stream().mapToInt(table -> create(table, today)).sum();
  }

  /**
   * Which partitions are missing of this month and the next; creates none.
   *
   * @return names such as {@code messagelog.entry_y2026m12}; empty when all are there
   */
  public List<String> missing() {
    return jdbc.sql(MISSING)
        .param("parents", jdbc.sql(PARTITIONED).query(String.class).list())
        .param("day", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
        .query(String.class)
        .list();
  }

  private int create(String table, LocalDate day) {
    return jdbc.sql(CREATE)
        .param("parent", table)
        .param("day", day)
        .param("months", MONTHS_AHEAD)
        .query(Integer.class)
        .single();
  }
}
