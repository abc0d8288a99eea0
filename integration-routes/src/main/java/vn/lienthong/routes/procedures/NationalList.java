package vn.lienthong.routes.procedures;

import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.connectors.call.ReadOutcome.Finding;
import vn.lienthong.schemas.procedure.ProcedureSummary;

/**
 * The national list as last accepted, and what was odd in it. Owns tables {@code
 * procedures.national_list} and {@code procedures.finding}.
 */
final class NationalList {
  private static final String ACCEPTED =
      "SELECT code, name FROM procedures.national_list WHERE gone_at IS NULL";
  private static final String SEEN =
      """
      INSERT INTO procedures.national_list AS l (code, name, first_seen_at, seen_at)
      SELECT r.code, r.name, :at, :at
        FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r (code text, name text)
      ON CONFLICT (code) DO UPDATE
         SET name = EXCLUDED.name, seen_at = EXCLUDED.seen_at, gone_at = NULL
      """;
  private static final String GONE =
      "UPDATE procedures.national_list SET gone_at = :at WHERE gone_at IS NULL AND seen_at < :at";
  private static final String FOUND =
      """
      INSERT INTO procedures.finding (kind, subject, text, first_seen_at, seen_at)
      SELECT DISTINCT ON (r.kind, r.subject) r.kind, r.subject, r.text, :at, :at
        FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r (kind text, subject text, text text)
      ON CONFLICT (kind, subject) DO UPDATE SET text = EXCLUDED.text, seen_at = EXCLUDED.seen_at
      """;
  private static final String FINDINGS =
      """
      SELECT kind, subject, text, first_seen_at, seen_at FROM procedures.finding
       ORDER BY seen_at DESC, kind, subject LIMIT :limit
      """;

  private final JdbcClient jdbc;

  NationalList(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Something odd in the portal's data, and since when it is seen. */
  record Oddity(String kind, String subject, String text, Instant firstSeen, Instant lastSeen) {}

  /** Names by code. */
  Map<String, String> accepted() {
    Map<String, String> names = new TreeMap<>();
    jdbc.sql(ACCEPTED)
        .query(
            (ResultSet row) -> {
              names.put(row.getString("code"), row.getString("name"));
            });
    return names;
  }

  /** Takes this list for the one in force, in the running transaction. */
  void accept(List<ProcedureSummary> list, List<Finding> findings, Instant at) {
    String rows =
        JsonRows.of(
            list, (item, row) -> row.put("code", item.code().value()).put("name", item.name()));
    jdbc.sql(SEEN).param("rows", rows).param("at", Timestamp.from(at)).update();
    jdbc.sql(GONE).param("at", Timestamp.from(at)).update();
    found("", findings, at);
  }

  /** Remembers what was odd in a detail or, without a code, in the list. */
  void found(String code, List<Finding> findings, Instant at) {
    if (findings.isEmpty()) {
      return;
    }
    String rows =
        JsonRows.of(
            findings,
            (finding, row) ->
                row.put("kind", finding.code())
                    .put("subject", code.isEmpty() ? finding.text() : code + " " + finding.field())
                    .put("text", finding.field() + ": " + finding.text()));
    jdbc.sql(FOUND).param("rows", rows).param("at", Timestamp.from(at)).update();
  }

  List<Oddity> findings(int limit) {
    return jdbc.sql(FINDINGS)
        .param("limit", limit)
        .query(
            (row, _) ->
                new Oddity(
                    row.getString("kind"),
                    row.getString("subject"),
                    row.getString("text"),
                    row.getTimestamp("first_seen_at").toInstant(),
                    row.getTimestamp("seen_at").toInstant()))
        .list();
  }
}
