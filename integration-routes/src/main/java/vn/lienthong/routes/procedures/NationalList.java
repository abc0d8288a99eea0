package vn.lienthong.routes.procedures;

import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.connectors.call.ReadOutcome.Finding;
import vn.lienthong.connectors.npsp.NpspCatalogue.ProcedureList;

/**
 * The national list as last accepted, and what was odd in it. Owns tables {@code
 * procedures.national_list} and {@code procedures.finding}.
 */
final class NationalList {
  private static final String ACCEPTED =
      "SELECT code, repeated FROM procedures.national_list WHERE gone_at IS NULL";
  private static final String SEEN =
      """
      INSERT INTO procedures.national_list AS l (code, name, repeated, first_seen_at)
      SELECT r.code, r.name, r.repeated, :at
        FROM jsonb_to_recordset(CAST(:rows AS jsonb))
          AS r (code text, name text, repeated boolean)
      ON CONFLICT (code) DO UPDATE
         SET name = EXCLUDED.name, repeated = EXCLUDED.repeated, gone_at = NULL
       WHERE (l.name, l.repeated, l.gone_at)
             IS DISTINCT FROM (EXCLUDED.name, EXCLUDED.repeated, NULL)
      """;
  private static final String GONE =
      """
      UPDATE procedures.national_list SET gone_at = :at
       WHERE gone_at IS NULL
         AND code NOT IN (SELECT r.code
                            FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r (code text))
      """;
  private static final String GONE_SINCE =
      """
      SELECT code, gone_at FROM procedures.national_list
       WHERE gone_at IS NOT NULL
         AND code IN (SELECT jsonb_array_elements_text(CAST(:codes AS jsonb)))
      """;
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

  /** The codes of the list in force, each with true when that list repeats it. */
  Map<String, Boolean> accepted() {
    Map<String, Boolean> codes = new TreeMap<>();
    jdbc.sql(ACCEPTED)
        .query(
            (ResultSet row) -> {
              codes.put(row.getString("code"), row.getBoolean("repeated"));
            });
    return codes;
  }

  /** Takes this list for the one in force, in the running transaction. */
  void accept(ProcedureList list, List<Finding> findings, Instant at) {
    Set<String> repeated = Set.copyOf(list.repeated());
    String rows =
        JsonRows.of(
            list.procedures(),
            (item, row) ->
                row.put("code", item.code().value())
                    .put("name", item.name())
                    .put("repeated", repeated.contains(item.code().value())));
    jdbc.sql(SEEN).param("rows", rows).param("at", Timestamp.from(at)).update();
    jdbc.sql(GONE).param("rows", rows).param("at", Timestamp.from(at)).update();
    remember(findings.stream().map(one -> new Odd(one.text(), one)).toList(), at);
  }

  /** Since when the list in force lacks these codes; those that it holds are left out. */
  Map<String, Instant> goneSince(Collection<String> codes) {
    Map<String, Instant> since = new HashMap<>();
    jdbc.sql(GONE_SINCE)
        .param("codes", ProcedureDocument.textOf(codes))
        .query(
            (ResultSet row) -> {
              since.put(row.getString("code"), row.getTimestamp("gone_at").toInstant());
            });
    return since;
  }

  /** Remembers what was odd in details. */
  void found(List<Detail.Read> details, Instant at) {
    List<Odd> odd = new ArrayList<>();
    for (Detail.Read detail : details) {
      String code = detail.item().code().value();
      detail.findings().forEach(one -> odd.add(new Odd(code + " " + one.field(), one)));
    }
    remember(odd, at);
  }

  private record Odd(String subject, Finding finding) {}

  private void remember(List<Odd> odd, Instant at) {
    if (odd.isEmpty()) {
      return;
    }
    String rows =
        JsonRows.of(
            odd,
            (one, row) ->
                row.put("kind", one.finding().code())
                    .put("subject", one.subject())
                    .put("text", one.finding().field() + ": " + one.finding().text()));
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
