package vn.lienthong.routes.dossiers;

import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.routes.dossiers.DeliveryTable.Change;

/** Owns table {@code dossiers.event}: committed changes until the broker has them. */
final class EventOutbox {
  private static final String ADD =
      """
      INSERT INTO dossiers.event (id, at, partner, dossier, version, kind, state)
      SELECT n.id, CAST(:now AS timestamptz), CAST(:partner AS text), n.dossier, n.version, n.kind, n.state
        FROM unnest(CAST(:ids AS uuid[]), CAST(:codes AS text[]), CAST(:versions AS bigint[]),
                    CAST(:kinds AS text[]), CAST(:states AS text[]))
             AS n(id, dossier, version, kind, state)
      """;
  private static final String NEXT =
      """
      SELECT id, at, partner, dossier, version, kind, state FROM dossiers.event
       ORDER BY id LIMIT :limit FOR UPDATE SKIP LOCKED
      """;
  private static final String REMOVE =
      "DELETE FROM dossiers.event WHERE id = ANY(CAST(:ids AS uuid[]))";

  private final JdbcClient jdbc;
  private final String partner;

  EventOutbox(JdbcClient jdbc, String partner) {
    this.jdbc = jdbc;
    this.partner = partner;
  }

  /** A committed change, as it is published. */
  record Event(
      UUID id,
      Instant at,
      String partner,
      String dossier,
      long version,
      DeliveryKind kind,
      DeliveryState state) {}

  void add(List<Change> changes, Instant now) {
    if (changes.isEmpty()) {
      return;
    }
    jdbc.sql(ADD)
        .param("partner", partner)
        .param("now", Timestamp.from(now))
        .param(
            "ids",
            changes.stream()
                .map(_ -> UuidCreator.getTimeOrderedEpoch().toString())
                .toArray(String[]::new))
        .param("codes", changes.stream().map(Change::dossier).toArray(String[]::new))
        .param("versions", changes.stream().map(Change::version).toArray(Long[]::new))
        .param("kinds", changes.stream().map(c -> c.kind().name()).toArray(String[]::new))
        .param("states", changes.stream().map(c -> c.state().name()).toArray(String[]::new))
        .update();
  }

  /** The oldest events, locked until the transaction ends. */
  public List<Event> next(int limit) {
    return jdbc.sql(NEXT)
        .param("limit", limit)
        .query(
            (row, _) ->
                new Event(
                    row.getObject("id", UUID.class),
                    row.getTimestamp("at").toInstant(),
                    row.getString("partner"),
                    row.getString("dossier"),
                    row.getLong("version"),
                    DeliveryKind.valueOf(row.getString("kind")),
                    DeliveryState.valueOf(row.getString("state"))))
        .list();
  }

  /** Removes what the broker has. */
  public void remove(List<Event> events) {
    jdbc.sql(REMOVE)
        .param("ids", events.stream().map(e -> e.id().toString()).toArray(String[]::new))
        .update();
  }
}
