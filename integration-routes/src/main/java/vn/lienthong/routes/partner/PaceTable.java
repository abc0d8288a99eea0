package vn.lienthong.routes.partner;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Owns tables {@code partner.pace} and {@code partner.maintenance}. */
final class PaceTable {
  private static final String CHANGES =
      "SELECT partner, setting, value, changed_at, changed_by, reason FROM partner.pace";
  private static final String CHANGE =
      """
      INSERT INTO partner.pace (partner, setting, value, changed_at, changed_by, reason)
      VALUES (:partner, :setting, CAST(:value AS bigint), :now, :who, :reason)
      ON CONFLICT (partner, setting) DO UPDATE
        SET value = excluded.value, changed_at = excluded.changed_at,
            changed_by = excluded.changed_by, reason = excluded.reason
      """;
  private static final String WINDOWS =
      """
      SELECT id, partner, begins_at, ends_at, cron, lasts_millis, set_by, reason
        FROM partner.maintenance WHERE ends_at IS NULL OR ends_at > :now
       ORDER BY partner, begins_at NULLS FIRST, id
      """;
  private static final String ADD =
      """
      INSERT INTO partner.maintenance
        (id, partner, begins_at, ends_at, cron, lasts_millis, set_by, reason)
      VALUES (:id, :partner, CAST(:from AS timestamptz), CAST(:until AS timestamptz),
              CAST(:cron AS text), CAST(:lasts AS bigint), :who, :reason)
      """;
  private static final String REMOVE =
      "DELETE FROM partner.maintenance WHERE id = :id AND partner = :partner";

  private final JdbcClient jdbc;

  PaceTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A setting that an operator changed.
   *
   * @param value empty once the settings file holds again
   */
  record Row(
      String partner, PaceSetting setting, Optional<Long> value, PartnerDesk.Change change) {}

  /** A window of a partner. */
  record Window(String partner, Maintenance maintenance) {}

  /** All changes; a setting that this version does not know is left out. */
  List<Row> changes() {
    return jdbc.sql(CHANGES).query(PaceTable::row).list().stream().flatMap(List::stream).toList();
  }

  private static List<Row> row(ResultSet row, int rowNumber) throws SQLException {
    Optional<PaceSetting> setting = PaceSetting.of(row.getString("setting"));
    if (setting.isEmpty()) {
      return List.of();
    }
    return List.of(
        new Row(
            row.getString("partner"),
            setting.get(),
            Optional.ofNullable(row.getObject("value", Long.class)),
            new PartnerDesk.Change(
                row.getTimestamp("changed_at").toInstant(),
                row.getString("changed_by"),
                row.getString("reason"))));
  }

  /** Sets these; in the running transaction. */
  void set(String partner, Map<PaceSetting, Long> values, PartnerDesk.Change change) {
    values.forEach((setting, value) -> write(partner, setting, Optional.of(value), change));
  }

  /** Lets the settings file hold again for these; in the running transaction. */
  void reset(String partner, Set<PaceSetting> settings, PartnerDesk.Change change) {
    settings.forEach(setting -> write(partner, setting, Optional.empty(), change));
  }

  private void write(
      String partner, PaceSetting setting, Optional<Long> value, PartnerDesk.Change change) {
    jdbc.sql(CHANGE)
        .param("partner", partner)
        .param("setting", setting.key())
        .param("value", value.orElse(null))
        .param("now", Timestamp.from(change.at()))
        .param("who", change.by())
        .param("reason", change.reason())
        .update();
  }

  /** Windows that are not over. */
  List<Window> windows(Instant now) {
    return jdbc.sql(WINDOWS).param("now", Timestamp.from(now)).query(PaceTable::window).list();
  }

  private static Window window(ResultSet row, int rowNumber) throws SQLException {
    String cron = row.getString("cron");
    Maintenance.Span span =
        cron == null
            ? new Maintenance.Once(
                row.getTimestamp("begins_at").toInstant(), row.getTimestamp("ends_at").toInstant())
            : new Maintenance.Recurring(cron, Duration.ofMillis(row.getLong("lasts_millis")));
    return new Window(
        row.getString("partner"),
        new Maintenance(
            row.getObject("id", UUID.class),
            span,
            row.getString("set_by"),
            row.getString("reason")));
  }

  void add(String partner, Maintenance window) {
    Optional<Maintenance.Once> once =
        window.span() instanceof Maintenance.Once one ? Optional.of(one) : Optional.empty();
    Optional<Maintenance.Recurring> recurring =
        window.span() instanceof Maintenance.Recurring one ? Optional.of(one) : Optional.empty();
    jdbc.sql(ADD)
        .param("id", window.id())
        .param("partner", partner)
        .param("from", once.map(one -> Timestamp.from(one.from())).orElse(null))
        .param("until", once.map(one -> Timestamp.from(one.until())).orElse(null))
        .param("cron", recurring.map(Maintenance.Recurring::cron).orElse(null))
        .param("lasts", recurring.map(one -> one.lasts().toMillis()).orElse(null))
        .param("who", window.setBy())
        .param("reason", window.reason())
        .update();
  }

  /** False when the partner has no such window. */
  boolean remove(String partner, UUID id) {
    return jdbc.sql(REMOVE).param("id", id).param("partner", partner).update() == 1;
  }
}
