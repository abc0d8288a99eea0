package vn.lienthong.routes.dossiers;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.routes.dossiers.Claimed.Key;
import vn.lienthong.routes.dossiers.DeliveryTable.Change;

/** Deliveries in doubt, as the resolver reads and ends them (table {@code dossiers.delivery}). */
final class DoubtTable {
  private static final String RIPE =
      """
      SELECT month, dossier, version, kind, sent_as, call_id, doubt, deferrals
        FROM dossiers.delivery
       WHERE state = 'IN_DOUBT' AND partner = :partner AND next_at <= :now
         AND COALESCE(doubt, '') NOT IN ('OPERATOR', 'RESTORED')
         AND (:steady OR doubt IS DISTINCT FROM 'NO_ANSWER')
       ORDER BY next_at LIMIT :limit
      """;
  private static final String RESOLVE =
      """
      UPDATE dossiers.delivery
         SET state = :state, next_at = :next, deferrals = 0, changed_at = :now,
             doubt = NULL, batch_limit = CAST(:limit AS integer),
             sent_item = CASE WHEN :keep THEN sent_item END,
             error_code = NULL, error_field = NULL, error_text = NULL, told = (:state = 'DUE')
       WHERE month = :month AND partner = :partner AND dossier = :dossier AND version = :version
         AND state = 'IN_DOUBT' AND call_id IS NOT DISTINCT FROM :call
      RETURNING dossier, version, kind, state
      """;
  private static final String POSTPONE =
      """
      UPDATE dossiers.delivery
         SET next_at = :next, deferrals = deferrals + 1, doubt = :doubt
       WHERE month = :month AND partner = :partner AND dossier = :dossier AND version = :version
         AND state = 'IN_DOUBT' AND call_id IS NOT DISTINCT FROM :call
      """;

  private final JdbcClient jdbc;
  private final String partner;

  DoubtTable(JdbcClient jdbc, String partner) {
    this.jdbc = jdbc;
    this.partner = partner;
  }

  /** A delivery whose call's time is over. */
  record Doubt(Key key, Form form, Optional<String> callId, String why, int deferrals) {}

  /**
   * Those whose time is over.
   *
   * @param steady false while it is not sure that their time was as long as it was meant to be
   */
  List<Doubt> ripe(Instant now, boolean steady, int limit) {
    return jdbc.sql(RIPE)
        .param("steady", steady)
        .param("partner", partner)
        .param("now", Timestamp.from(now))
        .param("limit", limit)
        .query(
            (row, _) ->
                new Doubt(
                    new Key(
                        row.getObject("month", LocalDate.class),
                        row.getString("dossier"),
                        row.getLong("version")),
                    Form.valueOf(row.getString("sent_as")),
                    Optional.ofNullable(row.getString("call_id")),
                    row.getString("doubt"),
                    row.getInt("deferrals")))
        .list();
  }

  /** Ends the doubt unless somebody did meanwhile. */
  List<Change> resolve(
      Doubt doubt, DeliveryState state, boolean keepBytes, Optional<Integer> limit, Instant now) {
    return onKey(RESOLVE, doubt)
        .param("state", state.name())
        .param("keep", keepBytes)
        .param("limit", limit.orElse(null))
        .param("next", Timestamp.from(now))
        .param("now", Timestamp.from(now))
        .query(DeliveryTable::change)
        .list();
  }

  /** Looks again later; {@code why} OPERATOR waits for a person. */
  void postpone(Doubt doubt, Instant until, String why) {
    onKey(POSTPONE, doubt).param("next", Timestamp.from(until)).param("doubt", why).update();
  }

  private JdbcClient.StatementSpec onKey(String sql, Doubt doubt) {
    return jdbc.sql(sql)
        .param("partner", partner)
        .param("month", doubt.key().month())
        .param("dossier", doubt.key().dossier())
        .param("version", doubt.key().version())
        .param("call", doubt.callId().orElse(null));
  }
}
