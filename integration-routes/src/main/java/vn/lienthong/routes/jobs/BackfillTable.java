package vn.lienthong.routes.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Owns table {@code jobs.backfill}. */
final class BackfillTable {
  private static final String INSERT =
      """
      INSERT INTO jobs.backfill (id, job, from_at, to_at, done_to, state, operator, reason, asked_at)
      VALUES (:id, :job, :from, :to, :done, :state, :operator, :reason, :asked)
      """;
  private static final String OVERLAPPING =
      """
      SELECT * FROM jobs.backfill
       WHERE job = :job AND state = 'OPEN' AND from_at < :to AND to_at > :from
       ORDER BY asked_at LIMIT 1
      """;
  private static final String OPEN =
      "SELECT * FROM jobs.backfill WHERE state = 'OPEN' ORDER BY asked_at, id";
  private static final String OF_JOB =
      "SELECT * FROM jobs.backfill WHERE job = :job ORDER BY asked_at DESC, id LIMIT :limit";
  private static final String FIND = "SELECT * FROM jobs.backfill WHERE id = :id";
  private static final String ADVANCE =
      """
      UPDATE jobs.backfill
         SET done_to = :to, state = CASE WHEN to_at = :to THEN 'DONE' ELSE state END
       WHERE id = :id AND state = 'OPEN'
      """;
  private static final String END =
      "UPDATE jobs.backfill SET state = :state WHERE id = :id AND state = 'OPEN'";

  private final JdbcClient jdbc;

  BackfillTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(Backfill backfill) {
    jdbc.sql(INSERT)
        .param("id", backfill.id())
        .param("job", backfill.job())
        .param("from", Timestamp.from(backfill.window().from()))
        .param("to", Timestamp.from(backfill.window().to()))
        .param("done", Timestamp.from(backfill.doneTo()))
        .param("state", backfill.state().name())
        .param("operator", backfill.operator())
        .param("reason", backfill.reason())
        .param("asked", Timestamp.from(backfill.askedAt()))
        .update();
  }

  /** An unfinished one of the job that shares a moment with the window. */
  Optional<Backfill> overlapping(String job, Window window) {
    return jdbc.sql(OVERLAPPING)
        .param("job", job)
        .param("from", Timestamp.from(window.from()))
        .param("to", Timestamp.from(window.to()))
        .query((row, _) -> backfill(row))
        .optional();
  }

  /** Unfinished ones, in the order in which they were asked for. */
  List<Backfill> open() {
    return jdbc.sql(OPEN).query((row, _) -> backfill(row)).list();
  }

  List<Backfill> of(String job, int limit) {
    return jdbc.sql(OF_JOB)
        .param("job", job)
        .param("limit", limit)
        .query((row, _) -> backfill(row))
        .list();
  }

  Optional<Backfill> find(UUID id) {
    return jdbc.sql(FIND).param("id", id).query((row, _) -> backfill(row)).optional();
  }

  /** Everything before this moment is done. */
  void advance(UUID id, Instant to) {
    jdbc.sql(ADVANCE).param("id", id).param("to", Timestamp.from(to)).update();
  }

  /** Ends one that is not done; false when it had ended already. */
  boolean end(UUID id, Backfill.State state) {
    return jdbc.sql(END).param("id", id).param("state", state.name()).update() == 1;
  }

  private static Backfill backfill(ResultSet row) throws SQLException {
    return new Backfill(
        row.getObject("id", UUID.class),
        row.getString("job"),
        new Window(row.getTimestamp("from_at").toInstant(), row.getTimestamp("to_at").toInstant()),
        row.getTimestamp("done_to").toInstant(),
        Backfill.State.valueOf(row.getString("state")),
        row.getString("operator"),
        row.getString("reason"),
        row.getTimestamp("asked_at").toInstant());
  }
}
