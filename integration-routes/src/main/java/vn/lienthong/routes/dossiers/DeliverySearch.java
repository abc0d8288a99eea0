package vn.lienthong.routes.dossiers;

import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/**
 * Finds deliveries, the newest changes first, through indexes. States and kinds stand in the SQL as
 * they are: an index over some states serves only what names its state.
 */
final class DeliverySearch {
  /** So many dossiers are looked through for one beginning of a code. */
  static final int MOST_DOSSIERS = 1000;

  private static final String BEGINS =
      " FROM dossiers.dossier WHERE code ~>=~ :begin AND code ~<~ (:begin || U&'\\+10FFFF')";
  private static final String COUNT =
      "SELECT count(*) FROM (SELECT 1" + BEGINS + " LIMIT " + (MOST_DOSSIERS + 1) + ") AS found";
  private static final String OF_ALL = "dossiers.delivery AS v";
  private static final String OF_SOME =
      "(SELECT month, partner, code"
          + BEGINS
          + """
            ) AS s CROSS JOIN LATERAL
             (SELECT * FROM dossiers.delivery AS o
               WHERE o.month = s.month AND o.partner = s.partner AND o.dossier = s.code
              OFFSET 0) AS v
            """;
  private static final String FOUND =
      """
      SELECT v.*, d.owner_kind, d.owner_name
        FROM (SELECT v.id, v.month, v.partner, v.dossier, v.version, v.kind, v.state, v.attempts,
                     v.next_at, v.captured_at, v.changed_at, v.call_id, v.error_code,
                     v.error_field, v.error_text, v.reason, v.told
                FROM %s
               WHERE v.changed_at <= :at AND (v.changed_at, v.id) < (:at, :id)%s
               ORDER BY v.changed_at DESC, v.id DESC LIMIT :limit) AS v
        JOIN dossiers.dossier AS d ON d.partner = v.partner AND d.code = v.dossier
       ORDER BY v.changed_at DESC, v.id DESC
      """;

  private final JdbcClient jdbc;

  DeliverySearch(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  DeliveryPage page(DeliveryFilter filter, DeliveryPage.Place from, int size) {
    filter.codeBegins().ifPresent(this::demandNarrow);
    Map<String, Object> values = new HashMap<>();
    values.put("at", Timestamp.from(from.changedAt()));
    values.put("id", from.id());
    values.put("limit", size + 1);
    List<DeliveryRow> rows =
        jdbc.sql(sql(filter, values)).params(values).query(DeliveryLedger::row).list();
    if (rows.size() <= size) {
      return new DeliveryPage(rows, Optional.empty());
    }
    DeliveryRow last = rows.get(size - 1);
    return new DeliveryPage(
        rows.subList(0, size), Optional.of(new DeliveryPage.Place(last.changedAt(), last.id())));
  }

  /** The statement for a filter; what it compares with goes to the values. */
  static String sql(DeliveryFilter filter, Map<String, Object> values) {
    StringBuilder where = new StringBuilder();
    filter.state().ifPresent(state -> where.append(" AND v.state = '" + state.name() + "'"));
    filter.kind().ifPresent(kind -> where.append(" AND v.kind = '" + kind.name() + "'"));
    filter
        .errorCode()
        .ifPresent(
            code -> {
              where.append(" AND v.error_code = :error");
              values.put("error", code);
            });
    filter.codeBegins().ifPresent(begin -> values.put("begin", begin));
    return FOUND.formatted(filter.codeBegins().isPresent() ? OF_SOME : OF_ALL, where);
  }

  private void demandNarrow(String begin) {
    if (jdbc.sql(COUNT).param("begin", begin).query(Integer.class).single() > MOST_DOSSIERS) {
      throw new HubException(HubError.SEARCH_TOO_BROAD, begin, MOST_DOSSIERS);
    }
  }
}
