package vn.lienthong.routes.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every run that was started. Owns table {@code jobs.run}. */
final class RunLedger {
  private static final String START =
      """
      INSERT INTO jobs.run (id, job, trigger, operator, reason, due_at, backfill, options, state,
                            started_at, alive_at, ended_at, node, correlation_id, log_from, log_to,
                            error_text)
      VALUES (:id, :job, :trigger, :operator, :reason, :due, :backfill, :options, :state, :now, :now,
              :ended, :node, :correlation, :log, CASE WHEN :state <> 'RUNNING' THEN :log END, :text)
      """;
  private static final String ALIVE =
      """
      UPDATE jobs.run
         SET alive_at = :now, done = :done, total = :total, added = :added, changed = :changed,
             withdrawn = :withdrawn, unchanged = :unchanged, refused = :refused,
             proposed = :proposed
       WHERE id = :id AND state = 'RUNNING'
      RETURNING cancelled_by IS NOT NULL
      """;
  // A clock set back while the run lasted must not keep its end from being written.
  private static final String END =
      """
      UPDATE jobs.run
         SET state = CASE WHEN :early AND cancelled_by IS NOT NULL THEN 'CANCELLED' ELSE :state END,
             ended_at = GREATEST(:now, started_at), alive_at = :now, done = :done, total = :total,
             added = :added, changed = :changed, withdrawn = :withdrawn, unchanged = :unchanged,
             refused = :refused, proposed = :proposed, log_to = GREATEST(:log, log_from),
             error_code = :code, error_text = :text
       WHERE id = :id
      """;
  private static final String LOST =
      """
      UPDATE jobs.run
         SET state = 'LOST', ended_at = GREATEST(:now, started_at),
             log_to = GREATEST(:log, log_from), error_text = 'the node that ran it went away'
       WHERE job = :job AND state = 'RUNNING'
      """;
  private static final String CANCEL =
      """
      UPDATE jobs.run SET cancelled_by = :operator, cancel_reason = :reason
       WHERE id = :id AND state = 'RUNNING' AND cancelled_by IS NULL
      """;
  private static final String FORGET = "DELETE FROM jobs.run WHERE ended_at < :before";
  private static final String RUNNING =
      "SELECT * FROM jobs.run WHERE state = 'RUNNING' ORDER BY job";
  private static final String FIND = "SELECT * FROM jobs.run WHERE id = :id";
  private static final String LAST =
      "SELECT * FROM jobs.run WHERE :job = '' OR job = :job ORDER BY started_at DESC, id DESC"
          + " LIMIT :limit";
  private static final String BEFORE =
      """
      SELECT r.* FROM jobs.run AS r
        JOIN jobs.run AS known ON known.id = :id
       WHERE r.job = :job AND (r.started_at, r.id) < (known.started_at, known.id)
       ORDER BY r.started_at DESC, r.id DESC LIMIT :limit
      """;
  private static final String LAST_DONE =
      """
      SELECT max(ended_at) FROM jobs.run
       WHERE job = :job AND state IN ('SUCCEEDED', 'STOPPED', 'FAILED', 'CANCELLED')
         AND trigger <> 'BACKFILL'
      """;

  private final JdbcClient jdbc;

  RunLedger(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What is known when a run starts; {@code log} is the end of the message log. */
  record Start(
      UUID id,
      String job,
      JobRun.Trigger trigger,
      RunOptions options,
      String node,
      String correlationId,
      long log) {}

  /** A trigger as it stands in the table. */
  private record Stored(
      String kind,
      @Nullable String operator,
      @Nullable String reason,
      @Nullable Timestamp due,
      @Nullable UUID backfill) {
    static Stored of(JobRun.Trigger trigger) {
      return switch (trigger) {
        case JobRun.Trigger.Schedule(Instant due) ->
            new Stored("SCHEDULE", null, null, Timestamp.from(due), null);
        case JobRun.Trigger.Operator(String name, String reason) ->
            new Stored("OPERATOR", name, reason, null, null);
        case JobRun.Trigger.Backfilling(UUID backfill, String name, String reason) ->
            new Stored("BACKFILL", name, reason, null, backfill);
      };
    }
  }

  /**
   * @throws org.springframework.dao.DuplicateKeyException when a run stands for its time already
   */
  void started(Start run, Instant now) {
    insert(run, JobRun.State.RUNNING, now, Optional.empty());
  }

  /** As {@link #started}, of one that does nothing. */
  void skipped(Start run, Instant now, String why) {
    insert(run, JobRun.State.SKIPPED, now, Optional.of(why));
  }

  private void insert(Start run, JobRun.State state, Instant now, Optional<String> text) {
    Stored trigger = Stored.of(run.trigger());
    jdbc.sql(START)
        .param("id", run.id())
        .param("job", run.job())
        .param("trigger", trigger.kind())
        .param("operator", trigger.operator())
        .param("reason", trigger.reason())
        .param("due", trigger.due())
        .param("backfill", trigger.backfill())
        .param("options", run.options().text())
        .param("state", state.name())
        .param("now", Timestamp.from(now))
        .param("ended", state == JobRun.State.RUNNING ? null : Timestamp.from(now))
        .param("node", run.node())
        .param("correlation", run.correlationId())
        .param("log", run.log())
        .param("text", text.orElse(null))
        .update();
  }

  /** Notes a sign of life; answers true when somebody wants the run ended. */
  boolean alive(UUID run, RunProgress progress, Instant now) {
    return counted(jdbc.sql(ALIVE), progress.counts(), progress)
        .param("id", run)
        .param("now", Timestamp.from(now))
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  void ended(
      UUID run, JobRun.State state, RunResult result, RunProgress progress, long log, Instant now) {
    counted(jdbc.sql(END), result.counts(), progress)
        .param("id", run)
        .param("state", state.name())
        .param("early", progress.isCancelled())
        .param("now", Timestamp.from(now))
        .param("log", log)
        .param("code", result.problem().map(p -> p.error().code()).orElse(null))
        .param("text", result.problem().map(RunResult.Problem::text).orElse(null))
        .update();
  }

  private static JdbcClient.StatementSpec counted(
      JdbcClient.StatementSpec sql, RunResult.Counts counts, RunProgress progress) {
    return sql.param("done", progress.done())
        .param("total", progress.total())
        .param("added", counts.added())
        .param("changed", counts.changed())
        .param("withdrawn", counts.withdrawn())
        .param("unchanged", counts.unchanged())
        .param("refused", counts.refused())
        .param("proposed", counts.proposed());
  }

  /** Runs that have not ended, whether or not their nodes still live. */
  List<JobRun> running() {
    return jdbc.sql(RUNNING).query((row, _) -> run(row)).list();
  }

  /** Closes runs whose node is gone; only whoever holds the job's lock may say so. */
  void markLost(String job, long log, Instant now) {
    jdbc.sql(LOST).param("job", job).param("log", log).param("now", Timestamp.from(now)).update();
  }

  /** Wants a run ended; false when it has ended, or somebody wants it already. */
  boolean cancel(UUID run, JobRun.Cancelled by) {
    return jdbc.sql(CANCEL)
            .param("id", run)
            .param("operator", by.by())
            .param("reason", by.reason())
            .update()
        == 1;
  }

  /** Forgets runs that ended before this moment; answers how many. */
  int forget(Instant before) {
    return jdbc.sql(FORGET).param("before", Timestamp.from(before)).update();
  }

  Optional<JobRun> find(UUID run) {
    return jdbc.sql(FIND).param("id", run).query((row, _) -> run(row)).optional();
  }

  List<JobRun> last(String job, int limit) {
    return jdbc.sql(LAST)
        .param("job", job)
        .param("limit", limit)
        .query((row, _) -> run(row))
        .list();
  }

  /** The runs of a job that started before this one, newest first. */
  List<JobRun> before(String job, UUID run, int limit) {
    return jdbc.sql(BEFORE)
        .param("job", job)
        .param("id", run)
        .param("limit", limit)
        .query((row, _) -> run(row))
        .list();
  }

  /** When a run of the job last came to an end that it reached itself. */
  Optional<Instant> lastDone(String job) {
    return jdbc.sql(LAST_DONE)
        .param("job", job)
        .query((row, _) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
        .single();
  }

  private static JobRun run(ResultSet row) throws SQLException {
    return new JobRun(
        row.getObject("id", UUID.class),
        row.getString("job"),
        trigger(row),
        row.getString("options"),
        JobRun.State.valueOf(row.getString("state")),
        row.getTimestamp("started_at").toInstant(),
        row.getTimestamp("alive_at").toInstant(),
        Optional.ofNullable(row.getTimestamp("ended_at")).map(Timestamp::toInstant),
        row.getInt("done"),
        row.getInt("total"),
        new RunResult.Counts(
            row.getInt("added"),
            row.getInt("changed"),
            row.getInt("withdrawn"),
            row.getInt("unchanged"),
            row.getInt("refused"),
            row.getInt("proposed")),
        row.getString("node"),
        row.getString("correlation_id"),
        log(row),
        cancelled(row),
        Optional.ofNullable(row.getString("error_code")),
        Optional.ofNullable(row.getString("error_text")));
  }

  private static JobRun.Trigger trigger(ResultSet row) throws SQLException {
    String operator = row.getString("operator");
    String reason = row.getString("reason");
    return switch (row.getString("trigger")) {
      case "OPERATOR" -> new JobRun.Trigger.Operator(operator, reason);
      case "BACKFILL" ->
          new JobRun.Trigger.Backfilling(row.getObject("backfill", UUID.class), operator, reason);
      default -> {
        @Nullable Timestamp due = row.getTimestamp("due_at");
        // Runs of releases that did not note it.
        yield new JobRun.Trigger.Schedule(
            (due == null ? row.getTimestamp("started_at") : due).toInstant());
      }
    };
  }

  private static Optional<JobRun.LogPlaces> log(ResultSet row) throws SQLException {
    @Nullable Long from = row.getObject("log_from", Long.class);
    return from == null
        ? Optional.empty()
        : Optional.of(
            new JobRun.LogPlaces(from, Optional.ofNullable(row.getObject("log_to", Long.class))));
  }

  private static Optional<JobRun.Cancelled> cancelled(ResultSet row) throws SQLException {
    @Nullable String by = row.getString("cancelled_by");
    return by == null
        ? Optional.empty()
        : Optional.of(new JobRun.Cancelled(by, row.getString("cancel_reason")));
  }
}
