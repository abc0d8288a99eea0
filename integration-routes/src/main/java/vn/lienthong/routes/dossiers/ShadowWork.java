package vn.lienthong.routes.dossiers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.connectors.npsp.MappedItem;
import vn.lienthong.routes.partner.NpspCalls;
import vn.lienthong.schemas.dossier.Dossier;
import vn.lienthong.schemas.dossier.ProgressStep;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.json.HubJson;

/**
 * What the hub does about dossiers that another system sends: maps what it would have sent, asks
 * whether the partner knows the dossier, and keeps what it found. When the hub goes live, releases
 * what is left.
 */
public final class ShadowWork {
  private static final int AT_ONCE = 100;
  private static final int RELEASED_AT_ONCE = 500;
  private static final Duration ASK_AGAIN = Duration.ofMinutes(10);

  /** Until the next change of the dossier. */
  private static final Duration DONE = Duration.ofDays(3650);

  private static final String NEXT =
      """
      SELECT d.code, d.known, dossiers.mode_of(d.partner, d.agency_code) AS mode
        FROM dossiers.dossier AS d
       WHERE d.partner = :partner AND d.head_state = 'HELD' AND d.head_at <= :now
       ORDER BY d.head_at LIMIT :limit
      """;
  private static final String DOCUMENTS =
      """
      SELECT v.version, v.kind, v.document FROM dossiers.dossier AS d
        JOIN dossiers.delivery AS v
          ON v.month = d.month AND v.partner = d.partner AND v.dossier = d.code
       WHERE d.partner = :partner AND d.code = :code AND v.shadow
         AND v.state IN ('DUE', 'REFUSED')
       ORDER BY v.version LIMIT 1000
      """;
  private static final String KEEP =
      """
      INSERT INTO dossiers.shadow_finding AS f
        (partner, dossier, version, compared_at, error_code, error_field, error_text, known)
      VALUES (:partner, :code, :version, :now, :error, :field, :text, CAST(:known AS boolean))
      ON CONFLICT (partner, dossier) DO UPDATE
         SET version = excluded.version, compared_at = excluded.compared_at,
             error_code = excluded.error_code, error_field = excluded.error_field,
             error_text = excluded.error_text, known = excluded.known
      """;
  private static final String LATER =
      """
      UPDATE dossiers.dossier SET head_at = :next
       WHERE partner = :partner AND code = :code AND head_state = 'HELD'
      """;
  private static final String LEFT =
      """
      SELECT DISTINCT v.dossier FROM dossiers.delivery AS v
        JOIN dossiers.dossier AS d
          ON d.month = v.month AND d.partner = v.partner AND d.code = v.dossier
       WHERE v.partner = :partner AND v.shadow AND v.state IN ('DUE', 'REFUSED')
         AND dossiers.mode_of(d.partner, d.agency_code) = 'LIVE'
       LIMIT :limit
      """;
  private static final String RELEASE =
      """
      UPDATE dossiers.delivery
         SET shadow = false, next_at = :now, told = (state = 'DUE')
       WHERE partner = :partner AND dossier = ANY(CAST(:codes AS text[])) AND shadow
         AND state IN ('DUE', 'REFUSED')
      RETURNING dossier, version, kind, state
      """;
  private static final String DIFFERENCES =
      """
      SELECT f.dossier, f.version, f.compared_at, f.error_code, f.error_field, f.error_text, f.known
        FROM dossiers.shadow_finding AS f
        JOIN dossiers.dossier AS d ON d.partner = f.partner AND d.code = f.dossier
       WHERE f.partner = :partner AND d.head_state = 'HELD'
         AND (f.error_code IS NOT NULL OR f.known IS FALSE)
       ORDER BY f.compared_at DESC, f.dossier LIMIT :limit
      """;

  private final JdbcClient jdbc;
  private final String partner;
  private final Dispatch dispatch;
  private final NpspCalls calls;
  private final PartnerWire wire;
  private final Modes modes;
  private final TransactionTemplate transactions;
  private final ObjectMapper json = HubJson.newMapper();
  private volatile Instant released = Instant.MIN;

  ShadowWork(
      JdbcClient jdbc,
      String partner,
      Dispatch dispatch,
      NpspCalls calls,
      PartnerWire wire,
      Modes modes,
      TransactionTemplate transactions) {
    this.jdbc = jdbc;
    this.partner = partner;
    this.dispatch = dispatch;
    this.calls = calls;
    this.wire = wire;
    this.modes = modes;
    this.transactions = transactions;
  }

  /**
   * A dossier in shadow that the hub would not have sent, or that the partner does not know.
   *
   * @param known empty where the partner was not asked
   */
  public record Difference(
      String dossier,
      long version,
      Instant comparedAt,
      Optional<String> errorCode,
      Optional<String> field,
      Optional<String> text,
      Optional<Boolean> known) {}

  private record Held(String code, boolean known, Mode mode) {}

  private record Document(long version, DeliveryKind kind, String json) {}

  /** The newest differences first. */
  public List<Difference> differences(int limit) {
    return jdbc.sql(DIFFERENCES)
        .param("partner", partner)
        .param("limit", limit)
        .query(
            (row, _) ->
                new Difference(
                    row.getString("dossier"),
                    row.getLong("version"),
                    row.getTimestamp("compared_at").toInstant(),
                    Optional.ofNullable(row.getString("error_code")),
                    Optional.ofNullable(row.getString("error_field")),
                    Optional.ofNullable(row.getString("error_text")),
                    Optional.ofNullable(row.getObject("known", Boolean.class))))
        .list();
  }

  /** Compares some dossiers, releases some; returns how many. */
  public int once() {
    return release() + compare();
  }

  private int release() {
    Instant newest = modes.newest();
    if (newest.equals(released)) {
      return 0;
    }
    List<String> codes =
        jdbc.sql(LEFT)
            .param("partner", partner)
            .param("limit", RELEASED_AT_ONCE)
            .query(String.class)
            .list();
    if (codes.isEmpty()) {
      released = newest;
      return 0;
    }
    transactions.executeWithoutResult(
        _ -> {
          modes.keepForThisTransaction();
          dispatch.dossiers().lock(codes);
          dispatch.settle(
              codes,
              jdbc.sql(RELEASE)
                  .param("partner", partner)
                  .param("codes", codes.toArray(String[]::new))
                  .param("now", Timestamp.from(dispatch.now()))
                  .query(DeliveryTable::change)
                  .list());
        });
    return codes.size();
  }

  private int compare() {
    List<Held> some =
        jdbc.sql(NEXT)
            .param("partner", partner)
            .param("now", Timestamp.from(dispatch.now()))
            .param("limit", AT_ONCE)
            .query(
                (row, _) ->
                    new Held(
                        row.getString("code"),
                        row.getBoolean("known"),
                        Mode.valueOf(row.getString("mode"))))
            .list();
    for (Held held : some) {
      switch (held.mode()) {
        case OFF -> later(held, DONE);
        case SHADOW -> compare(held);
        case LIVE -> {} // released in turn
      }
    }
    return some.size();
  }

  private void compare(Held held) {
    List<Document> documents = documents(held.code());
    Optional<MappedItem.Refused> refused =
        documents.stream().flatMap(one -> refusal(one).stream()).findFirst();
    Optional<Boolean> known = held.known() ? Optional.of(true) : asked(held.code());
    jdbc.sql(KEEP)
        .param("partner", partner)
        .param("code", held.code())
        .param("version", documents.isEmpty() ? 1 : documents.getLast().version())
        .param("now", Timestamp.from(dispatch.now()))
        .param("error", refused.map(no -> no.error().code()).orElse(null))
        .param("field", refused.map(MappedItem.Refused::field).orElse(null))
        .param("text", refused.map(MappedItem.Refused::text).orElse(null))
        .param("known", known.orElse(null))
        .update();
    later(held, known.orElse(false) || !wire.rules().canBeAsked() ? DONE : ASK_AGAIN);
  }

  private List<Document> documents(String code) {
    return jdbc.sql(DOCUMENTS)
        .param("partner", partner)
        .param("code", code)
        .query(
            (row, _) ->
                new Document(
                    row.getLong("version"),
                    DeliveryKind.valueOf(row.getString("kind")),
                    row.getString("document")))
        .list();
  }

  private Optional<MappedItem.Refused> refusal(Document document) {
    try {
      MappedItem mapped =
          switch (document.kind()) {
            case SNAPSHOT -> wire.map(json.readValue(document.json(), Dossier.class));
            case STEP -> wire.map(json.readValue(document.json(), ProgressStep.class));
          };
      return mapped instanceof MappedItem.Refused no ? Optional.of(no) : Optional.empty();
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return Optional.of(
          new MappedItem.Refused(
              HubError.DELIVERY_UNREADABLE,
              "document",
              HubError.DELIVERY_UNREADABLE.vietnamese(document.version())));
    }
  }

  private Optional<Boolean> asked(String code) {
    return wire.rules().canBeAsked() ? Asking.knows(calls, wire, code) : Optional.empty();
  }

  private void later(Held held, Duration wait) {
    jdbc.sql(LATER)
        .param("partner", partner)
        .param("code", held.code())
        .param("next", Timestamp.from(dispatch.now().plus(wait)))
        .update();
  }
}
