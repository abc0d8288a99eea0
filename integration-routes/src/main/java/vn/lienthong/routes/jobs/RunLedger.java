package vn.lienthong.routes.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every run that was started. Owns table {@code jobs.run}. */
final class RunLedger {
  private static final String START =
      """
      INSERT INTO jobs.run (id, job, trigger, operator, reason, options, state, started_at,
                            alive_at, ended_at, node, correlation_id, error_text)
      VALUES (:id, :job, :trigger, :operator, :reason, :options, :state, :now, :now, :ended, :node,
              :correlation, :text)
      """;
  private static final String ALIVE =
      """
      UPDATE jobs.run
         SET alive_at = :now, done = :done, total = :total, added = :added, changed = :changed,
             withdrawn = :withdrawn, unchanged = :unchanged, refused = :refused,
             proposed = :proposed
       WHERE id = :id AND state = 'RUNNING'
      """;
  // A clock set back while the run lasted must not keep its end from being written.
  private static final String END =
      """
      UPDATE jobs.run
         SET state = :state, ended_at = GREATEST(:now, started_at), alive_at = :now, done = :done, total = :total,
             added = :added, changed = :changed, withdrawn = :withdrawn, unchanged = :unchanged,
             refused = :refused, proposed = :proposed, error_code = :code, error_text = :text
       WHERE id = :id
      """;
  private static final String LOST =
      """
      UPDATE jobs.run
         SET state = 'LOST', ended_at = GREATEST(:now, started_at), error_text = 'the node that ran it went away'
       WHERE job = :job AND state = 'RUNNING'
      """;
  private static final String RUNNING =
      "SELECT DISTINCT job FROM jobs.run WHERE state = 'RUNNING' ORDER BY job";
  private static final String FIND = "SELECT * FROM jobs.run WHERE id = :id";
  private static final String LAST =
      "SELECT * FROM jobs.run WHERE :job = '' OR job = :job ORDER BY started_at DESC, id DESC"
          + " LIMIT :limit";

  private final JdbcClient jdbc;

  RunLedger(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What is known when a run starts. */
  record Start(
      UUID id,
      String job,
      JobRun.Trigger trigger,
      RunOptions options,
      String node,
      String correlationId) {}

  void started(Start run, Instant now) {
    insert(run, JobRun.State.RUNNING, now, Optional.empty());
  }

  void skipped(Start run, Instant now, String why) {
    insert(run, JobRun.State.SKIPPED, now, Optional.of(why));
  }

  private void insert(Start run, JobRun.State state, Instant now, Optional<String> text) {
    Optional<JobRun.Trigger.Operator> operator =
        run.trigger() instanceof JobRun.Trigger.Operator by ? Optional.of(by) : Optional.empty();
    jdbc.sql(START)
        .param("id", run.id())
        .param("job", run.job())
        .param("trigger", operator.isPresent() ? "OPERATOR" : "SCHEDULE")
        .param("operator", operator.map(JobRun.Trigger.Operator::name).orElse(null))
        .param("reason", operator.map(JobRun.Trigger.Operator::reason).orElse(null))
        .param("options", run.options().text())
        .param("state", state.name())
        .param("now", Timestamp.from(now))
        .param("ended", state == JobRun.State.RUNNING ? null : Timestamp.from(now))
        .param("node", run.node())
        .param("correlation", run.correlationId())
        .param("text", text.orElse(null))
        .update();
  }

  void alive(UUID run, RunProgress progress, Instant now) {
    counted(jdbc.sql(ALIVE), progress.counts(), progress)
        .param("id", run)
        .param("now", Timestamp.from(now))
        .update();
  }

  void ended(UUID run, JobRun.State state, RunResult result, RunProgress progress, Instant now) {
    counted(jdbc.sql(END), result.counts(), progress)
        .param("id", run)
        .param("state", state.name())
        .param("now", Timestamp.from(now))
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

  /** Jobs with a run that has not ended, whether or not its node still lives. */
  List<String> running() {
    return jdbc.sql(RUNNING).query(String.class).list();
  }

  /** Closes runs whose node is gone; only whoever holds the job's lock may say so. */
  void markLost(String job, Instant now) {
    jdbc.sql(LOST).param("job", job).param("now", Timestamp.from(now)).update();
  }

  JobRun find(UUID run) {
    return jdbc.sql(FIND).param("id", run).query((row, _) -> run(row)).single();
  }

  List<JobRun> last(String job, int limit) {
    return jdbc.sql(LAST)
        .param("job", job)
        .param("limit", limit)
        .query((row, _) -> run(row))
        .list();
  }

  private static JobRun run(ResultSet row) throws SQLException {
    return new JobRun(
        row.getObject("id", UUID.class),
        row.getString("job"),
        row.getString("trigger").equals("OPERATOR")
            ? new JobRun.Trigger.Operator(row.getString("operator"), row.getString("reason"))
            : new JobRun.Trigger.Schedule(),
        row.getString("options"),
        JobRun.State.valueOf(row.getString("state")),
        row.getTimestamp("started_at").toInstant(),
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
        Optional.ofNullable(row.getString("error_code")),
        Optional.ofNullable(row.getString("error_text")));
  }
}
