package vn.lienthong.routes.procedures;

import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the portal last said of each procedure. Owns table {@code procedures.reading}. */
final class Readings {
  private static final String ALL =
      "SELECT code, list_name, hash, read_at, error_code FROM procedures.reading";
  private static final String KEEP =
      """
      INSERT INTO procedures.reading AS k
             (code, list_name, hash, document, read_at, tried_at)
      SELECT r.code, r.name, r.hash, r.document, r.at, r.at
        FROM jsonb_to_recordset(CAST(:rows AS jsonb))
          AS r (code text, name text, hash text, document jsonb, at timestamptz)
      ON CONFLICT (code) DO UPDATE
         SET list_name = EXCLUDED.list_name, hash = EXCLUDED.hash, document = EXCLUDED.document,
             read_at = EXCLUDED.read_at, tried_at = EXCLUDED.tried_at,
             error_code = NULL, error_text = NULL
      """;
  private static final String SAME =
      """
      UPDATE procedures.reading AS k
         SET list_name = r.name, read_at = r.at, tried_at = r.at,
             error_code = NULL, error_text = NULL
        FROM jsonb_to_recordset(CAST(:rows AS jsonb))
          AS r (code text, name text, at timestamptz)
       WHERE k.code = r.code
      """;
  private static final String FAILED =
      """
      INSERT INTO procedures.reading AS k (code, list_name, tried_at, error_code, error_text)
      SELECT r.code, r.name, r.at, r.error, r.text
        FROM jsonb_to_recordset(CAST(:rows AS jsonb))
          AS r (code text, name text, at timestamptz, error text, text text)
      ON CONFLICT (code) DO UPDATE
         SET tried_at = EXCLUDED.tried_at, error_code = EXCLUDED.error_code,
             error_text = EXCLUDED.error_text
      """;

  private final JdbcClient jdbc;

  Readings(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What is known of the last reading; {@code hash} is empty when none succeeded yet. */
  record Known(
      String listName, Optional<String> hash, Optional<Instant> readAt, boolean failedLast) {}

  Map<String, Known> all() {
    Map<String, Known> found = new HashMap<>();
    jdbc.sql(ALL)
        .query(
            (ResultSet row) -> {
              found.put(
                  row.getString("code"),
                  new Known(
                      row.getString("list_name"),
                      Optional.ofNullable(row.getString("hash")),
                      Optional.ofNullable(row.getTimestamp("read_at")).map(Timestamp::toInstant),
                      row.getString("error_code") != null));
            });
    return found;
  }

  /** Keeps what was read, in the running transaction; an unchanged document is not written anew. */
  void keep(List<Detail.Read> details, Map<String, Known> known) {
    List<Detail.Read> same = details.stream().filter(detail -> isSame(detail, known)).toList();
    List<Detail.Read> other = details.stream().filter(detail -> !isSame(detail, known)).toList();
    write(SAME, same.isEmpty(), JsonRows.of(same, Readings::sameRow));
    write(
        KEEP,
        other.isEmpty(),
        JsonRows.of(
            other,
            (detail, row) -> {
              sameRow(detail, row);
              row.put("hash", detail.document().hash()).put("document", detail.document().json());
            }));
  }

  /** Remembers why there is no document; the last good one stays. */
  void failed(List<Detail.Missing> details) {
    write(
        FAILED,
        details.isEmpty(),
        JsonRows.of(
            details,
            (detail, row) ->
                row.put("code", detail.item().code().value())
                    .put("name", detail.item().name())
                    .put("at", detail.at())
                    .put("error", detail.error().code())
                    .put("text", detail.text())));
  }

  private static boolean isSame(Detail.Read detail, Map<String, Known> known) {
    Known before = known.get(detail.item().code().value());
    return before != null && before.hash().filter(detail.document().hash()::equals).isPresent();
  }

  private static void sameRow(Detail.Read detail, JsonRows.Row row) {
    row.put("code", detail.item().code().value())
        .put("name", detail.item().name())
        .put("at", detail.at());
  }

  private void write(String sql, boolean nothing, String rows) {
    if (!nothing) {
      jdbc.sql(sql).param("rows", rows).update();
    }
  }
}
