package vn.lienthong.routes.alarms;

import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Owns the tables of schema {@code alarms}. */
final class AlarmTable {
  private static final String SEE =
      """
      INSERT INTO alarms.alarm AS a
        (id, key, vietnamese, english, told_when_over, node, first_seen_at, seen_at)
      VALUES (:id, :key, :vietnamese, :english, :over, :node, :now, :now)
      ON CONFLICT (key) WHERE over_at IS NULL DO UPDATE
        SET seen_at = GREATEST(a.seen_at, excluded.seen_at), node = excluded.node,
            vietnamese = excluded.vietnamese, english = excluded.english
      """;
  private static final String RAISE =
      """
      UPDATE alarms.alarm SET raised_at = :now
       WHERE over_at IS NULL AND raised_at IS NULL AND first_seen_at <= :before
         AND seen_at > :fresh
      RETURNING id
      """;
  private static final String END =
      """
      UPDATE alarms.alarm SET over_at = :now
       WHERE over_at IS NULL AND seen_at < :before
      RETURNING id, raised_at IS NOT NULL AND told_when_over AS told
      """;
  private static final String TELL =
      """
      INSERT INTO alarms.telling (id, alarm, kind, channel, next_at)
      VALUES (:id, :alarm, :kind, :channel, :now) ON CONFLICT DO NOTHING
      """;
  private static final String DUE =
      """
      SELECT t.id, t.kind, t.channel, t.attempts, a.key, a.vietnamese, a.english, a.node,
             a.first_seen_at, a.over_at
        FROM alarms.telling AS t JOIN alarms.alarm AS a ON a.id = t.alarm
       WHERE t.next_at <= :now ORDER BY t.next_at LIMIT 1 FOR UPDATE OF t SKIP LOCKED
      """;
  private static final String TOLD =
      """
      UPDATE alarms.telling
         SET told_at = :now, next_at = NULL, attempts = attempts + 1, error = NULL WHERE id = :id
      """;
  private static final String FAILED =
      """
      UPDATE alarms.telling
         SET next_at = :next, attempts = attempts + 1, error = :error WHERE id = :id
      """;
  private static final String FORGET = "DELETE FROM alarms.alarm WHERE over_at < :before";
  private static final String LIST =
      """
      SELECT * FROM alarms.alarm WHERE :all OR over_at IS NULL
       ORDER BY first_seen_at DESC, key LIMIT :limit
      """;
  private static final String TELLINGS =
      "SELECT * FROM alarms.telling WHERE alarm = :alarm ORDER BY kind DESC, channel";

  private final JdbcClient jdbc;

  AlarmTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A message that waits. */
  record Due(AlarmMessage message, String channel, int attempts) {}

  /**
   * @throws org.springframework.dao.DataAccessException when the database does not answer
   */
  void demandReachable() {
    jdbc.sql("SELECT 1").query(Integer.class).single();
  }

  void see(Alarm alarm, String node, Instant now) {
    jdbc.sql(SEE)
        .param("id", UuidCreator.getTimeOrderedEpoch())
        .param("key", alarm.key())
        .param("vietnamese", alarm.vietnamese())
        .param("english", alarm.english())
        .param("over", alarm.toldWhenOver())
        .param("node", node)
        .param("now", Timestamp.from(now))
        .update();
  }

  /**
   * Raises what was seen before the one moment and after the other; answers what it raised.
   *
   * @param before it has lasted since then
   * @param fresh some node has seen it since
   */
  List<UUID> raise(Instant before, Instant fresh, Instant now) {
    return jdbc.sql(RAISE)
        .param("before", Timestamp.from(before))
        .param("fresh", Timestamp.from(fresh))
        .param("now", Timestamp.from(now))
        .query(UUID.class)
        .list();
  }

  /** Ends what no node has seen since this moment; answers those of which people want to hear. */
  List<UUID> end(Instant notSeenSince, Instant now) {
    return jdbc
        .sql(END)
        .param("before", Timestamp.from(notSeenSince))
        .param("now", Timestamp.from(now))
        .query(
            (row, _) ->
                row.getBoolean("told")
                    ? Optional.of(row.getObject("id", UUID.class))
                    : Optional.<UUID>empty())
        .list()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  void tell(UUID alarm, AlarmMessage.Kind kind, String channel, Instant now) {
    jdbc.sql(TELL)
        .param("id", UuidCreator.getTimeOrderedEpoch())
        .param("alarm", alarm)
        .param("kind", kind.name())
        .param("channel", channel)
        .param("now", Timestamp.from(now))
        .update();
  }

  /** The message that waits longest, locked until the transaction ends. */
  Optional<Due> due(Instant now) {
    return jdbc.sql(DUE).param("now", Timestamp.from(now)).query((row, _) -> due(row)).optional();
  }

  private static Due due(ResultSet row) throws SQLException {
    AlarmMessage.Kind kind = AlarmMessage.Kind.valueOf(row.getString("kind"));
    String moment = kind == AlarmMessage.Kind.OVER ? "over_at" : "first_seen_at";
    return new Due(
        new AlarmMessage(
            row.getObject("id", UUID.class),
            kind,
            row.getString("key"),
            row.getString("vietnamese"),
            row.getString("english"),
            row.getTimestamp(moment).toInstant(),
            row.getString("node")),
        row.getString("channel"),
        row.getInt("attempts"));
  }

  void told(UUID telling, Instant now) {
    jdbc.sql(TOLD).param("id", telling).param("now", Timestamp.from(now)).update();
  }

  /** Notes why it failed; it is tried again at {@code next}, or never. */
  void failed(UUID telling, Optional<Instant> next, String error) {
    jdbc.sql(FAILED)
        .param("id", telling)
        .param("next", next.map(Timestamp::from).orElse(null))
        .param("error", error)
        .update();
  }

  void forget(Instant overBefore) {
    jdbc.sql(FORGET).param("before", Timestamp.from(overBefore)).update();
  }

  /** The newest first; only those that stand unless {@code all}. */
  List<StandingAlarm> list(boolean all, int limit) {
    return jdbc.sql(LIST)
        .param("all", all)
        .param("limit", limit)
        .query((row, _) -> standing(row))
        .list();
  }

  private StandingAlarm standing(ResultSet row) throws SQLException {
    return new StandingAlarm(
        new Alarm(
            row.getString("key"),
            row.getString("vietnamese"),
            row.getString("english"),
            row.getBoolean("told_when_over")),
        row.getString("node"),
        row.getTimestamp("first_seen_at").toInstant(),
        moment(row, "raised_at"),
        moment(row, "over_at"),
        jdbc.sql(TELLINGS)
            .param("alarm", row.getObject("id", UUID.class))
            .query((telling, _) -> telling(telling))
            .list());
  }

  private static StandingAlarm.Telling telling(ResultSet row) throws SQLException {
    return new StandingAlarm.Telling(
        row.getString("channel"),
        AlarmMessage.Kind.valueOf(row.getString("kind")),
        moment(row, "told_at"),
        row.getInt("attempts"),
        Optional.ofNullable(row.getString("error")));
  }

  private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
  }
}
