package vn.lienthong.routes.procedures;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What each run found to differ. Owns table {@code procedures.difference}. */
final class Differences {
  private static final String ADD =
      """
      INSERT INTO procedures.difference
             (run_id, code, place, path, kind, old_value, new_value, outcome, found_at)
      SELECT :run, r.code, r.place, r.path, r.kind, r.before, r.after, r.outcome, :at
        FROM jsonb_to_recordset(CAST(:rows AS jsonb))
          AS r (code text, place integer, path text, kind text, before text, after text,
                outcome text)
      """;
  private static final String OF_CODE =
      """
      SELECT * FROM procedures.difference WHERE code = :code
       ORDER BY found_at DESC, place LIMIT :limit
      """;
  private static final String OF_RUN =
      """
      SELECT * FROM procedures.difference WHERE run_id = :run ORDER BY code, place LIMIT :limit
      """;

  private final JdbcClient jdbc;

  Differences(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** One difference, as a run found it. */
  record Found(String code, int place, FieldChange change, boolean waits) {}

  void add(List<Found> found, UUID run, Instant at) {
    if (found.isEmpty()) {
      return;
    }
    jdbc.sql(ADD)
        .param("rows", JsonRows.of(found, Differences::row))
        .param("run", run)
        .param("at", Timestamp.from(at))
        .update();
  }

  List<RecordedDifference> of(String code, int limit) {
    return jdbc.sql(OF_CODE)
        .param("code", code)
        .param("limit", limit)
        .query((row, _) -> difference(row))
        .list();
  }

  List<RecordedDifference> of(UUID run, int limit) {
    return jdbc.sql(OF_RUN)
        .param("run", run)
        .param("limit", limit)
        .query((row, _) -> difference(row))
        .list();
  }

  private static void row(Found found, JsonRows.Row row) {
    FieldChange change = found.change();
    row.put("code", found.code())
        .put("place", found.place())
        .put("path", change.path())
        .put("kind", change.kind().name().toLowerCase(Locale.ROOT))
        .put("before", change.before())
        .put("after", change.after())
        .put("outcome", found.waits() ? "PROPOSED" : "APPLIED");
  }

  private static RecordedDifference difference(ResultSet row) throws SQLException {
    return new RecordedDifference(
        row.getObject("run_id", UUID.class),
        row.getString("code"),
        new FieldChange(
            row.getString("path"),
            FieldChange.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
            Optional.ofNullable(row.getString("old_value")),
            Optional.ofNullable(row.getString("new_value"))),
        row.getString("outcome").equals("PROPOSED"),
        row.getTimestamp("found_at").toInstant());
  }
}
