package vn.lienthong.routes.dossiers;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.routes.dossiers.DeliveryTally.Subject;

/** What was, is and will be delivered to whom: to be read by operators, pages and figures. */
public final class DeliveryLedger {
  private static final String COLUMNS =
      """
      SELECT v.id, v.partner, v.dossier, v.version, v.kind, v.state, v.attempts, v.next_at,
             v.captured_at, v.changed_at, v.call_id, v.error_code, v.error_field, v.error_text,
             v.reason, d.owner_kind, d.owner_name
        FROM dossiers.delivery AS v
        JOIN dossiers.dossier AS d ON d.partner = v.partner AND d.code = v.dossier
      """;
  private static final String LIST =
      COLUMNS
          + """
             WHERE (CAST(:state AS text) IS NULL OR v.state = :state)
               AND (CAST(:kind AS text) IS NULL OR v.kind = :kind)
               AND (CAST(:error AS text) IS NULL OR v.error_code = :error)
             ORDER BY v.changed_at DESC, v.dossier, v.version LIMIT :limit
            """;
  private static final String SHOW =
      COLUMNS
          + """
             WHERE v.dossier = :dossier
               AND v.month = ANY(ARRAY(SELECT month FROM dossiers.dossier WHERE code = :dossier))
             ORDER BY v.partner, v.place, v.version
            """;
  private static final String BLOCKED =
      """
      SELECT count(*) FROM dossiers.dossier AS d
        JOIN dossiers.delivery AS v
          ON v.month = d.month AND v.partner = d.partner AND v.dossier = d.code
       WHERE d.head_state IN ('REFUSED', 'PARKED', 'IN_DOUBT') AND v.state = 'DUE'
      """;
  private static final String OLDEST =
      """
      SELECT min(head_captured_at) AS oldest FROM dossiers.dossier
       WHERE partner = :partner AND head_state IN ('DUE', 'IN_FLIGHT')
      """;
  private static final String CAUSES =
      """
      SELECT error_code, error_field, count(*) AS deliveries, min(dossier) AS example
        FROM dossiers.delivery
       WHERE state = 'REFUSED' AND error_code IS NOT NULL
       GROUP BY error_code, error_field ORDER BY deliveries DESC, error_code LIMIT :limit
      """;

  private final JdbcClient jdbc;
  private final DeliveryTally tally;
  private final Clock clock;

  public DeliveryLedger(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.tally = new DeliveryTally(jdbc);
    this.clock = clock;
  }

  /** The newest changes first, at most {@code limit}. */
  public List<DeliveryRow> list(DeliveryFilter filter, int limit) {
    return jdbc.sql(LIST)
        .param("state", filter.state().map(Enum::name).orElse(null))
        .param("kind", filter.kind().map(Enum::name).orElse(null))
        .param("error", filter.errorCode().orElse(null))
        .param("limit", limit)
        .query(DeliveryLedger::row)
        .list();
  }

  /** All deliveries of one dossier in the order in which they go out. */
  public List<DeliveryRow> show(String dossier) {
    return jdbc.sql(SHOW).param("dossier", dossier).query(DeliveryLedger::row).list();
  }

  /** The sums, read in one moment each; exact when nothing moves. */
  public DeliverySums sums() {
    Map<Subject, Long> sums = tally.read();
    Map<DeliveryState, Long> byState = new EnumMap<>(DeliveryState.class);
    long steps = 0;
    for (DeliveryState state : DeliveryState.values()) {
      long ofState = sums.getOrDefault(Subject.of(DeliveryKind.STEP, state), 0L);
      steps += ofState;
      byState.put(state, ofState + sums.getOrDefault(Subject.of(DeliveryKind.SNAPSHOT, state), 0L));
    }
    return new DeliverySums(
        byState,
        jdbc.sql(BLOCKED).query(Long.class).single(),
        sums.getOrDefault(Subject.DOSSIERS, 0L),
        sums.getOrDefault(Subject.DOSSIERS_DONE, 0L),
        steps,
        sums.getOrDefault(Subject.of(DeliveryKind.STEP, DeliveryState.DELIVERED), 0L));
  }

  /** Age of the oldest message that waits for this partner; empty when none does. */
  public Optional<Duration> lag(String partner) {
    return jdbc.sql(OLDEST)
        .param("partner", partner)
        .query((row, _) -> Optional.ofNullable(row.getTimestamp("oldest")))
        .single()
        .map(oldest -> Duration.between(oldest.toInstant(), clock.instant()));
  }

  /** Why deliveries are refused, the most frequent cause first. */
  public List<RefusalCause> refusals(int limit) {
    return jdbc.sql(CAUSES)
        .param("limit", limit)
        .query(
            (row, _) ->
                new RefusalCause(
                    row.getString("error_code"),
                    Optional.ofNullable(row.getString("error_field")),
                    row.getLong("deliveries"),
                    row.getString("example")))
        .list();
  }

  private static DeliveryRow row(ResultSet row, int rowNumber) throws SQLException {
    @Nullable String error = row.getString("error_code");
    return new DeliveryRow(
        row.getObject("id", UUID.class),
        row.getString("partner"),
        row.getString("dossier"),
        row.getLong("version"),
        DeliveryKind.valueOf(row.getString("kind")),
        DeliveryState.valueOf(row.getString("state")),
        row.getInt("attempts"),
        row.getTimestamp("next_at").toInstant(),
        row.getTimestamp("captured_at").toInstant(),
        row.getTimestamp("changed_at").toInstant(),
        Optional.ofNullable(row.getString("call_id")),
        error == null
            ? Optional.empty()
            : Optional.of(
                new DeliveryRow.Trouble(
                    error,
                    Optional.ofNullable(row.getString("error_field")),
                    Optional.ofNullable(row.getString("error_text")))),
        Optional.ofNullable(row.getString("reason")),
        DossierTable.owner(row));
  }
}
