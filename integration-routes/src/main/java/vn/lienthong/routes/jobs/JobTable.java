package vn.lienthong.routes.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What operators changed of jobs. Owns table {@code jobs.job}. */
final class JobTable {
  private static final String KNOW =
      """
      INSERT INTO jobs.job (name, known_since) VALUES (:job, :now) ON CONFLICT (name) DO NOTHING
      """;
  private static final String FIND = "SELECT * FROM jobs.job WHERE name = :job";
  private static final String LOCK = "SELECT name FROM jobs.job WHERE name = :job FOR UPDATE";
  private static final String PAUSE =
      "UPDATE jobs.job SET paused_at = :now WHERE name = :job AND paused_at IS NULL";
  private static final String RESUME =
      """
      UPDATE jobs.job SET paused_at = NULL, known_since = :now
       WHERE name = :job AND paused_at IS NOT NULL
      """;
  private static final String RESCHEDULE =
      "UPDATE jobs.job SET timetable = :timetable, known_since = :now WHERE name = :job";

  private final JdbcClient jdbc;

  JobTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What is said of one job; {@code knownSince} is when it was first seen or last changed. */
  record Setting(
      Optional<Timetable> timetable, Optional<Instant> pausedAt, Optional<Instant> knownSince) {
    static final Setting NONE = new Setting(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Notes that there is such a job, from now on. */
  void know(String job, Instant now) {
    jdbc.sql(KNOW).param("job", job).param("now", Timestamp.from(now)).update();
  }

  /** Holds the job's row until the transaction ends: acts about one job come one by one. */
  void lock(String job, Instant now) {
    know(job, now);
    jdbc.sql(LOCK).param("job", job).query(String.class).single();
  }

  Setting find(String job) {
    return jdbc.sql(FIND)
        .param("job", job)
        .query((row, _) -> setting(row))
        .optional()
        .orElse(Setting.NONE);
  }

  /** False when it is paused already. */
  boolean pause(String job, Instant now) {
    return change(PAUSE, job, now) == 1;
  }

  /** False when it is not paused. */
  boolean resume(String job, Instant now) {
    return change(RESUME, job, now) == 1;
  }

  private int change(String sql, String job, Instant now) {
    return jdbc.sql(sql).param("job", job).param("now", Timestamp.from(now)).update();
  }

  /** Empty for what the settings say. */
  void reschedule(String job, Optional<Timetable> timetable, Instant now) {
    jdbc.sql(RESCHEDULE)
        .param("job", job)
        .param("timetable", timetable.map(Timetable::text).orElse(null))
        .param("now", Timestamp.from(now))
        .update();
  }

  private static Setting setting(ResultSet row) throws SQLException {
    return new Setting(
        Optional.ofNullable(row.getString("timetable")).map(Timetable::new),
        Optional.ofNullable(row.getTimestamp("paused_at")).map(Timestamp::toInstant),
        Optional.of(row.getTimestamp("known_since").toInstant()));
  }
}
