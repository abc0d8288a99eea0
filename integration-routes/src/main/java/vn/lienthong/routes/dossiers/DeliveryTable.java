package vn.lienthong.routes.dossiers;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.routes.dossiers.Claimed.Key;
import vn.lienthong.schemas.error.HubError;

/** Owns table {@code dossiers.delivery}, as far as workers and the capture change it. */
final class DeliveryTable {
  private static final String INSERT =
      """
      INSERT INTO dossiers.delivery
        (month, partner, dossier, version, kind, id, place, state, next_at, told,
         doubt, shadow, error_code, error_field, error_text, captured_at, changed_at, document)
      SELECT d.month, d.partner, d.code, n.version, n.kind, n.id, n.version,
             CASE WHEN n.foreign_owner THEN 'FOREIGN'
                  WHEN :doubtful AND NOT s.shadow THEN 'IN_DOUBT'
                  WHEN n.error_code IS NULL THEN 'DUE' ELSE 'REFUSED' END,
             CAST(:now AS timestamptz), s.shadow OR NOT n.foreign_owner AND (:doubtful OR n.error_code IS NULL),
             CASE WHEN :doubtful AND NOT s.shadow AND NOT n.foreign_owner THEN 'RESTORED' END, s.shadow,
             n.error_code, n.error_field,
             n.error_text, CAST(:now AS timestamptz), CAST(:now AS timestamptz), n.document
        FROM unnest(CAST(:codes AS text[]), CAST(:versions AS bigint[]), CAST(:kinds AS text[]),
                    CAST(:ids AS uuid[]), CAST(:documents AS jsonb[]), CAST(:errors AS text[]),
                    CAST(:fields AS text[]), CAST(:texts AS text[]), CAST(:foreign AS boolean[]))
             AS n(code, version, kind, id, document, error_code, error_field, error_text,
                  foreign_owner)
        JOIN dossiers.dossier AS d ON d.partner = :partner AND d.code = n.code
       CROSS JOIN LATERAL
             (SELECT dossiers.mode_of(d.partner, d.agency_code) <> 'LIVE' AS shadow) AS s
       ORDER BY n.code, n.version
      ON CONFLICT (month, partner, dossier, version) DO NOTHING
      RETURNING dossier, version, kind, state
      """;
  private static final String NEXT_OF_EACH =
      """
      SELECT x.*
        FROM dossiers.dossier AS d
       CROSS JOIN LATERAL
             (SELECT v.month, v.dossier, v.version, v.kind, v.id, v.state, v.attempts, v.deferrals,
                     v.next_at, v.shadow, v.document, v.sent_as, v.sent_item,
                     row_number() OVER (ORDER BY v.place, v.version) AS nth
                FROM dossiers.delivery AS v
               WHERE v.month = d.month AND v.partner = d.partner AND v.dossier = d.code
                 AND v.state IN ('DUE', 'IN_FLIGHT', 'REFUSED', 'PARKED', 'IN_DOUBT')
                 AND v.version <= d.captured_through
               ORDER BY v.place, v.version LIMIT :each) AS x
       WHERE d.partner = :partner AND d.code = ANY(CAST(:codes AS text[]))
       ORDER BY d.head_at, d.code, x.nth
      """;
  private static final String BEGIN =
      """
      UPDATE dossiers.delivery AS v
         SET state = 'IN_FLIGHT', lease_owner = :owner, lease_until = :until, call_id = :call,
             sent_as = :form, sent_item = n.item, doubt = NULL, changed_at = :now
        FROM unnest(CAST(:months AS date[]), CAST(:codes AS text[]), CAST(:versions AS bigint[]),
                    CAST(:items AS bytea[])) AS n(month, dossier, version, item)
       WHERE v.month = n.month AND v.partner = :partner AND v.dossier = n.dossier
         AND v.version = n.version
      """;
  private static final String REFUSE =
      """
      UPDATE dossiers.delivery
         SET state = 'REFUSED', error_code = :error, error_field = :field, error_text = :text,
             told = false, batch_limit = NULL, changed_at = :now
       WHERE month = :month AND partner = :partner AND dossier = :dossier AND version = :version
      """;
  private static final String RENEW =
      """
      UPDATE dossiers.delivery AS v SET call_id = :next, lease_until = :until
        FROM unnest(CAST(:months AS date[]), CAST(:codes AS text[]), CAST(:versions AS bigint[]))
             AS n(month, dossier, version)
       WHERE v.month = n.month AND v.partner = :partner AND v.dossier = n.dossier
         AND v.version = n.version AND v.call_id = :call AND v.state = 'IN_FLIGHT'
      """;
  // CASE keeps the planner to the key: an index of leases or of what is unfinished holds all that
  // ended since the last vacuum.
  private static final String END =
      """
      UPDATE dossiers.delivery AS v
         SET state = :state, lease_owner = NULL, lease_until = NULL, changed_at = :now,
             attempts = attempts + :attempt, deferrals = :deferrals, next_at = :next,
             batch_limit = CAST(:limit AS integer), doubt = :doubt,
             sent_item = CASE WHEN :keep THEN sent_item END,
             error_code = :error, error_field = :field, error_text = :text,
             told = (:state = 'DUE')
        FROM unnest(CAST(:months AS date[]), CAST(:codes AS text[]), CAST(:versions AS bigint[]))
             AS n(month, dossier, version)
       WHERE v.month = n.month AND v.partner = :partner AND v.dossier = n.dossier
         AND v.version = n.version AND v.call_id = :call
         AND CASE v.state WHEN 'IN_FLIGHT' THEN true
                          WHEN 'IN_DOUBT' THEN :state <> 'IN_DOUBT'
                          ELSE false END
      RETURNING v.dossier, v.version, v.kind, v.state
      """;
  private static final String EXPIRE =
      """
      UPDATE dossiers.delivery AS v
         SET state = 'IN_DOUBT', doubt = 'NO_ANSWER', lease_owner = NULL, lease_until = NULL,
             next_at = :resolve, told = false, changed_at = :now,
             error_code = :error, error_field = NULL, error_text = NULL
        FROM (SELECT month, partner, dossier, version FROM dossiers.delivery
               WHERE state = 'IN_FLIGHT' AND lease_until < :now AND partner = :partner
                 AND dossier = ANY(CAST(:codes AS text[]))) AS n
       WHERE v.month = n.month AND v.partner = n.partner AND v.dossier = n.dossier
         AND v.version = n.version
      RETURNING v.dossier, v.version, v.kind, v.state
      """;
  private static final String EXPIRED =
      """
      SELECT DISTINCT dossier FROM dossiers.delivery
       WHERE state = 'IN_FLIGHT' AND lease_until < :now AND partner = :partner LIMIT 500
      """;
  private static final String MEND =
      """
      WITH head AS (
        SELECT v.month, v.partner, v.dossier, v.version, v.place, d.known
          FROM dossiers.dossier AS d
         CROSS JOIN LATERAL
               (SELECT * FROM dossiers.delivery AS x
                 WHERE x.month = d.month AND x.partner = d.partner AND x.dossier = d.code
                   AND x.state IN ('DUE', 'IN_FLIGHT', 'REFUSED', 'PARKED', 'IN_DOUBT')
                 ORDER BY x.place, x.version LIMIT 1) AS v
         WHERE d.partner = :partner AND d.code = ANY(CAST(:codes AS text[]))
           AND v.kind = 'SNAPSHOT' AND v.state IN ('REFUSED', 'PARKED')),
      mend AS (
        SELECT h.*, m.version AS mended
          FROM head AS h
         CROSS JOIN LATERAL
               (SELECT x.version FROM dossiers.delivery AS x
                 WHERE x.month = h.month AND x.partner = h.partner AND x.dossier = h.dossier
                   AND x.kind = 'SNAPSHOT' AND x.state = 'DUE' AND x.version > h.version
                 ORDER BY x.place, x.version LIMIT 1) AS m),
      moved AS (
        UPDATE dossiers.delivery AS v SET place = m.place
          FROM mend AS m
         WHERE NOT m.known AND v.month = m.month AND v.partner = m.partner
           AND v.dossier = m.dossier AND v.version = m.mended)
      UPDATE dossiers.delivery AS v
         SET state = 'SUPERSEDED', told = false, changed_at = :now, sent_item = NULL
        FROM mend AS m
       WHERE v.month = m.month AND v.partner = m.partner AND v.dossier = m.dossier
         AND v.version = m.version
      RETURNING v.dossier, v.version, v.kind, v.state
      """;
  private static final String SUPERSEDE =
      """
      UPDATE dossiers.delivery AS v
         SET state = 'SUPERSEDED', told = false, changed_at = :now, sent_item = NULL
        FROM (SELECT x.month, x.partner, x.dossier, x.version, x.kind, x.state, x.shadow,
                     lead(x.kind) OVER w AS next_kind, lead(x.version) OVER w AS next_version,
                     lead(x.shadow) OVER w AS next_shadow,
                     d.captured_through
                FROM dossiers.dossier AS d
                JOIN dossiers.delivery AS x
                  ON x.month = d.month AND x.partner = d.partner AND x.dossier = d.code
               WHERE d.partner = :partner AND d.code = ANY(CAST(:codes AS text[]))
                 AND x.state IN ('DUE', 'IN_FLIGHT', 'REFUSED', 'PARKED', 'IN_DOUBT')
              WINDOW w AS (PARTITION BY x.month, x.partner, x.dossier
                           ORDER BY x.place, x.version)) AS n
       WHERE n.kind = 'SNAPSHOT' AND n.state = 'DUE' AND n.next_kind = 'SNAPSHOT'
         AND n.next_version <= n.captured_through AND NOT n.shadow AND NOT n.next_shadow
         AND v.month = n.month AND v.partner = n.partner AND v.dossier = n.dossier
         AND v.version = n.version AND v.sent_item IS NULL
      RETURNING v.dossier, v.version, v.kind, v.state
      """;
  private static final String LET_GO =
      """
      UPDATE dossiers.delivery AS v
         SET state = 'FOREIGN', doubt = NULL, sent_item = NULL, batch_limit = NULL,
             error_code = :error, error_field = NULL, error_text = n.text,
             told = v.shadow, changed_at = :now
        FROM unnest(CAST(:codes AS text[]), CAST(:texts AS text[])) AS n(code, text)
        JOIN dossiers.dossier AS d ON d.partner = :partner AND d.code = n.code
       WHERE v.month = d.month AND v.partner = d.partner AND v.dossier = d.code
         AND (v.state IN ('DUE', 'REFUSED', 'PARKED')
              OR (v.state = 'IN_DOUBT' AND v.doubt = 'RESTORED'))
      RETURNING v.dossier, v.version, v.kind, v.state
      """;
  private static final String AHEAD =
      """
      SELECT DISTINCT dossier FROM dossiers.delivery
       WHERE partner = :partner AND dossier > :after
         AND state IN ('DUE', 'IN_FLIGHT', 'REFUSED', 'PARKED', 'IN_DOUBT')
         AND (next_at > :now OR lease_until > :lease)
       ORDER BY dossier LIMIT 500
      """;
  private static final String SHORTEN_WAITS =
      """
      UPDATE dossiers.delivery
         SET next_at = LEAST(next_at, CAST(CASE WHEN state = 'DUE' AND deferrals = 0 THEN :now
                                                WHEN state = 'DUE' THEN :due
                                                ELSE :doubt END AS timestamptz)),
             lease_until = CASE WHEN state = 'IN_FLIGHT'
                                THEN LEAST(lease_until, CAST(:lease AS timestamptz)) END
       WHERE partner = :partner AND dossier = ANY(CAST(:codes AS text[]))
         AND state IN ('DUE', 'IN_FLIGHT', 'REFUSED', 'PARKED', 'IN_DOUBT')
      """;

  private final JdbcClient jdbc;
  private final String partner;

  DeliveryTable(JdbcClient jdbc, String partner) {
    this.jdbc = jdbc;
    this.partner = partner;
  }

  /** A change of state that was made. */
  record Change(String dossier, long version, DeliveryKind kind, DeliveryState state) {}

  /**
   * A message to be inserted; {@code refused} when the feed's row could not be read or taken,
   * {@code foreign} when another system owns the dossier.
   */
  record Fresh(
      String dossier,
      long version,
      DeliveryKind kind,
      UUID id,
      String document,
      Optional<Refusal> refused,
      boolean foreign) {}

  /** Why a delivery is refused. */
  record Refusal(HubError error, Optional<String> field, String text) {}

  /** A delivery with what decides whether it may go now. */
  record Candidate(Claimed claimed, DeliveryState state, Instant nextAt, boolean shadow) {}

  /** How the deliveries of a call end. */
  record End(
      DeliveryState state,
      int attempt,
      int deferrals,
      Instant nextAt,
      Optional<Integer> limit,
      Optional<String> doubt,
      Optional<Refusal> refusal) {}

  /**
   * Inserts what is not there yet; answers what was inserted.
   *
   * @param doubtful true when a database that was lost may have delivered it already
   */
  List<Change> insert(List<Fresh> fresh, boolean doubtful, Instant now) {
    return jdbc.sql(INSERT)
        .param("doubtful", doubtful)
        .param("partner", partner)
        .param("now", Timestamp.from(now))
        .param("codes", texts(fresh, Fresh::dossier))
        .param("versions", fresh.stream().map(Fresh::version).toArray(Long[]::new))
        .param("kinds", texts(fresh, f -> f.kind().name()))
        .param("ids", texts(fresh, f -> f.id().toString()))
        .param("documents", texts(fresh, Fresh::document))
        .param("errors", texts(fresh, f -> f.refused().map(r -> r.error().code()).orElse(null)))
        .param("fields", texts(fresh, f -> f.refused().flatMap(Refusal::field).orElse(null)))
        .param("texts", texts(fresh, f -> f.refused().map(Refusal::text).orElse(null)))
        .param("foreign", fresh.stream().map(Fresh::foreign).toArray(Boolean[]::new))
        .query(DeliveryTable::change)
        .list();
  }

  /**
   * What was captured and not sent of dossiers that another system owns is never sent.
   *
   * @param codes with what is to be said of each
   */
  List<Change> letGo(Map<String, String> codes, Instant now) {
    return jdbc.sql(LET_GO)
        .param("partner", partner)
        .param("codes", codes.keySet().toArray(String[]::new))
        .param("texts", codes.values().toArray(String[]::new))
        .param("error", HubError.DOSSIER_OWNED_BY_ANOTHER.code())
        .param("now", Timestamp.from(now))
        .query(DeliveryTable::change)
        .list();
  }

  /** The lowest unfinished deliveries of each dossier, at most {@code each}, in order. */
  List<Candidate> nextOfEach(Collection<String> codes, int each) {
    return jdbc.sql(NEXT_OF_EACH)
        .param("partner", partner)
        .param("codes", codes.toArray(String[]::new))
        .param("each", each)
        .query(DeliveryTable::candidate)
        .list();
  }

  /** Leases the deliveries for one call. */
  void begin(List<Claimed> items, List<byte[]> bytes, Form form, Lease lease, Instant now) {
    jdbc.sql(BEGIN)
        .param("partner", partner)
        .param("owner", lease.owner())
        .param("until", Timestamp.from(lease.until()))
        .param("call", lease.callId())
        .param("form", form.name())
        .param("now", Timestamp.from(now))
        .param("months", texts(items, i -> i.key().month().toString()))
        .param("codes", texts(items, i -> i.key().dossier()))
        .param("versions", items.stream().map(i -> i.key().version()).toArray(Long[]::new))
        .param("items", bytes.toArray(byte[][]::new))
        .update();
  }

  /** Who holds a delivery, until when, for which call. */
  record Lease(String owner, Instant until, String callId) {}

  void refuse(Key key, Refusal refusal, Instant now) {
    jdbc.sql(REFUSE)
        .param("partner", partner)
        .param("month", key.month())
        .param("dossier", key.dossier())
        .param("version", key.version())
        .param("error", refusal.error().code())
        .param("field", refusal.field().orElse(null))
        .param("text", refusal.text())
        .param("now", Timestamp.from(now))
        .update();
  }

  /** The same deliveries go out again under another call. */
  int renew(InFlight flight, Lease lease) {
    return onCall(RENEW, flight)
        .param("next", lease.callId())
        .param("until", Timestamp.from(lease.until()))
        .update();
  }

  /** Ends what is still held by the call; answers what was changed. */
  List<Change> end(InFlight flight, End end, Instant now) {
    return onCall(END, flight)
        .param("state", end.state().name())
        .param("attempt", end.attempt())
        .param("deferrals", end.deferrals())
        .param("next", Timestamp.from(end.nextAt()))
        .param("limit", end.limit().orElse(null))
        .param("doubt", end.doubt().orElse(null))
        .param("keep", keepsBytes(flight, end.state()))
        .param("error", end.refusal().map(r -> r.error().code()).orElse(null))
        .param("field", end.refusal().flatMap(Refusal::field).orElse(null))
        .param("text", end.refusal().map(Refusal::text).orElse(null))
        .param("now", Timestamp.from(now))
        .query(DeliveryTable::change)
        .list();
  }

  /** Bytes whose effect is not certain are kept, to go out again unchanged. */
  private static boolean keepsBytes(InFlight flight, DeliveryState end) {
    return switch (end) {
      case IN_DOUBT -> true;
      case DUE -> flight.items().stream().anyMatch(item -> item.sent().isPresent());
      case IN_FLIGHT, DELIVERED, REFUSED, PARKED, SUPERSEDED, CANCELLED, ADOPTED, FOREIGN -> false;
    };
  }

  /** Dossiers with a lease that ran out. */
  List<String> expired(Instant now) {
    return jdbc.sql(EXPIRED)
        .param("partner", partner)
        .param("now", Timestamp.from(now))
        .query(String.class)
        .list();
  }

  List<Change> expire(Collection<String> codes, Instant resolveAt, Instant now) {
    return jdbc.sql(EXPIRE)
        .param("partner", partner)
        .param("codes", codes.toArray(String[]::new))
        .param("now", Timestamp.from(now))
        .param("resolve", Timestamp.from(resolveAt))
        .param("error", HubError.DELIVERY_IN_DOUBT.code())
        .query(DeliveryTable::change)
        .list();
  }

  /** Dossiers after this one, in their order, with a wait that ends later than one from now on. */
  List<String> ahead(String after, Instant now, Duration lease) {
    return jdbc.sql(AHEAD)
        .param("partner", partner)
        .param("after", after)
        .param("now", Timestamp.from(now))
        .param("lease", Timestamp.from(now.plus(lease)))
        .query(String.class)
        .list();
  }

  /** How long a delivery waits at most: deferred, in doubt, leased. */
  record LongestWaits(Duration due, Duration doubt, Duration lease) {}

  void shortenWaits(Collection<String> codes, LongestWaits most, Instant now) {
    jdbc.sql(SHORTEN_WAITS)
        .param("partner", partner)
        .param("codes", codes.toArray(String[]::new))
        .param("now", Timestamp.from(now))
        .param("due", Timestamp.from(now.plus(most.due())))
        .param("doubt", Timestamp.from(now.plus(most.doubt())))
        .param("lease", Timestamp.from(now.plus(most.lease())))
        .update();
  }

  /** A newer snapshot takes the place of the refused or parked one at the head. */
  List<Change> mend(Collection<String> codes, Instant now) {
    return onCodes(MEND, codes, now);
  }

  /** Of two snapshots due with nothing between, the older one goes. */
  List<Change> supersede(Collection<String> codes, Instant now) {
    return onCodes(SUPERSEDE, codes, now);
  }

  private List<Change> onCodes(String sql, Collection<String> codes, Instant now) {
    return jdbc.sql(sql)
        .param("partner", partner)
        .param("codes", codes.toArray(String[]::new))
        .param("now", Timestamp.from(now))
        .query(DeliveryTable::change)
        .list();
  }

  private JdbcClient.StatementSpec onCall(String sql, InFlight flight) {
    return jdbc.sql(sql)
        .param("partner", partner)
        .param("months", texts(flight.items(), i -> i.key().month().toString()))
        .param("codes", texts(flight.items(), i -> i.key().dossier()))
        .param("versions", flight.items().stream().map(i -> i.key().version()).toArray(Long[]::new))
        .param("call", flight.open().callId());
  }

  static Change change(ResultSet row, int rowNumber) throws SQLException {
    return new Change(
        row.getString("dossier"),
        row.getLong("version"),
        DeliveryKind.valueOf(row.getString("kind")),
        DeliveryState.valueOf(row.getString("state")));
  }

  static Candidate candidate(ResultSet row, int rowNumber) throws SQLException {
    return new Candidate(
        claimed(row),
        DeliveryState.valueOf(row.getString("state")),
        row.getTimestamp("next_at").toInstant(),
        row.getBoolean("shadow"));
  }

  static Claimed claimed(ResultSet row) throws SQLException {
    byte @Nullable [] item = row.getBytes("sent_item");
    return new Claimed(
        new Key(
            row.getObject("month", LocalDate.class),
            row.getString("dossier"),
            row.getLong("version")),
        DeliveryKind.valueOf(row.getString("kind")),
        row.getObject("id", UUID.class),
        row.getInt("attempts"),
        row.getInt("deferrals"),
        row.getString("document"),
        item == null
            ? Optional.empty()
            : Optional.of(new Claimed.Sent(Form.valueOf(row.getString("sent_as")), item)));
  }

  /** One value of each row, as an array for SQL; may hold nulls. */
  private interface Column<T> {
    @Nullable String of(T row);
  }

  private static <T> @Nullable String[] texts(List<T> rows, Column<T> column) {
    return rows.stream().map(column::of).toArray(String[]::new);
  }
}
