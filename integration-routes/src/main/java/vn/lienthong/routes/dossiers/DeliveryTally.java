package vn.lienthong.routes.dossiers;

import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Owns table {@code dossiers.tally}: sums that do not grow dearer with history. */
final class DeliveryTally {
  private static final String READ =
      """
      SELECT subject, state, sum(number) AS number FROM dossiers.tally GROUP BY subject, state
      """;
  private static final String FOLD =
      """
      WITH gone AS (DELETE FROM dossiers.tally RETURNING subject, state, number)
      INSERT INTO dossiers.tally (subject, state, number)
      SELECT subject, state, sum(number) FROM gone GROUP BY subject, state HAVING sum(number) <> 0
      """;
  private static final String FORGET = "DELETE FROM dossiers.tally";
  // Also of a backup that is older than the column.
  private static final String OWNER = "coalesce(to_jsonb(d) ->> 'owner_kind', 'ONE_STOP')";
  private static final String COUNT =
      """
      INSERT INTO dossiers.tally (subject, state, number)
      SELECT kind, state, count(*) FROM dossiers.delivery GROUP BY kind, state
       UNION ALL
      SELECT 'DOSSIER', 'CAPTURED', count(*) FROM dossiers.dossier AS d WHERE %1$s = 'ONE_STOP'
       UNION ALL
      SELECT 'DOSSIER', 'DONE', count(*) FROM dossiers.dossier AS d
       WHERE known AND head_version IS NULL AND %1$s = 'ONE_STOP'
      """
          .formatted(OWNER);

  private final JdbcClient jdbc;

  DeliveryTally(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What is counted: a kind of delivery in a state, or dossiers. */
  record Subject(String subject, String state) {
    static final Subject DOSSIERS = new Subject("DOSSIER", "CAPTURED");
    static final Subject DOSSIERS_DONE = new Subject("DOSSIER", "DONE");

    static Subject of(DeliveryKind kind, DeliveryState state) {
      return new Subject(kind.name(), state.name());
    }
  }

  /** All sums of one moment; what nobody is in is absent. */
  Map<Subject, Long> read() {
    Map<Subject, Long> sums = new HashMap<>();
    jdbc.sql(READ)
        .query(
            row -> {
              sums.put(
                  new Subject(row.getString("subject"), row.getString("state")),
                  row.getLong("number"));
            });
    return sums;
  }

  /** Puts the differences of many statements together into one row each. */
  public void fold() {
    jdbc.sql(FOLD).update();
  }

  /** Counts all rows anew: for what changed while the triggers rested. */
  void recount() {
    jdbc.sql(FORGET).update();
    jdbc.sql(COUNT).update();
  }
}
