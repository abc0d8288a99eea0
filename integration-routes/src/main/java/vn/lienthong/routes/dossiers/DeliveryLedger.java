package vn.lienthong.routes.dossiers;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.routes.dossiers.DeliveryTally.Subject;
import vn.lienthong.schemas.error.HubException;

/** What was, is and will be delivered to whom: to be read by operators, pages and figures. */
public final class DeliveryLedger {
  private static final String COLUMNS =
      """
      SELECT v.id, v.partner, v.dossier, v.version, v.kind, v.state, v.attempts, v.next_at,
             v.captured_at, v.changed_at, v.call_id, v.error_code, v.error_field, v.error_text,
             v.reason, v.told, d.owner_kind, d.owner_name
        FROM dossiers.delivery AS v
        JOIN dossiers.dossier AS d ON d.partner = v.partner AND d.code = v.dossier
      """;
  private static final String SHOW =
      COLUMNS
          + """
             WHERE v.dossier = :dossier
               AND v.month = ANY(ARRAY(SELECT month FROM dossiers.dossier WHERE code = :dossier))
             ORDER BY v.partner, v.place, v.version
            """;
  private static final String FACTS =
      """
      SELECT partner, owner_kind, owner_name, procedure_code, agency_code, agency_name,
             local_status, known, captured_at, received_at, due_at, finished_at
        FROM dossiers.dossier WHERE code = :dossier ORDER BY partner
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
       WHERE state IN ('REFUSED', 'PARKED') AND error_code IS NOT NULL
       GROUP BY error_code, error_field ORDER BY deliveries DESC, error_code LIMIT :limit
      """;

  private final JdbcClient jdbc;
  private final DeliverySearch search;
  private final DeliveryTally tally;
  private final Clock clock;

  public DeliveryLedger(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.search = new DeliverySearch(jdbc);
    this.tally = new DeliveryTally(jdbc);
    this.clock = clock;
  }

  /** The newest changes first, at most {@code limit}. */
  public List<DeliveryRow> list(DeliveryFilter filter, int limit) {
    return page(filter, DeliveryPage.Place.NEWEST, limit).rows();
  }

  /**
   * The newest changes first, behind this place, at most {@code size}.
   *
   * @throws HubException LT-4095 when more than 1,000 dossiers begin as the filter says
   */
  public DeliveryPage page(DeliveryFilter filter, DeliveryPage.Place from, int size) {
    return search.page(filter, from, size);
  }

  /** All deliveries of one dossier in the order in which they go out. */
  public List<DeliveryRow> show(String dossier) {
    return jdbc.sql(SHOW).param("dossier", dossier).query(DeliveryLedger::row).list();
  }

  /** What is known of a dossier, a row per partner; none when the hub never captured it. */
  public List<DossierFacts> facts(String dossier) {
    return jdbc.sql(FACTS).param("dossier", dossier).query(DeliveryLedger::facts).list();
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

  /** Why deliveries are refused or parked, the most frequent cause first. */
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

  private static DossierFacts facts(ResultSet row, int rowNumber) throws SQLException {
    return new DossierFacts(
        row.getString("partner"),
        DossierTable.owner(row),
        new DossierFacts.Handling(
            Optional.ofNullable(row.getString("procedure_code")),
            Optional.ofNullable(row.getString("agency_code")),
            Optional.ofNullable(row.getString("agency_name")),
            Optional.ofNullable(row.getObject("local_status", Integer.class))),
        row.getBoolean("known"),
        new DossierFacts.Dates(
            row.getTimestamp("captured_at").toInstant(),
            instant(row, "received_at"),
            instant(row, "due_at"),
            instant(row, "finished_at")));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
  }

  /** One row of the columns that a delivery and its owner have. */
  static DeliveryRow row(ResultSet row, int rowNumber) throws SQLException {
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
        row.getBoolean("told"),
        DossierTable.owner(row));
  }
}
