package vn.lienthong.routes.jobs;

import com.github.f4b6a3.uuid.UuidCreator;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.routes.messagelog.EntryDraft;
import vn.lienthong.routes.messagelog.MessageLog;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/** Runs jobs, by schedule and by hand, never one job twice at a time, and remembers each run. */
public final class JobRuns implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(JobRuns.class);

  private final Map<String, Job> jobs = new TreeMap<>();
  private final Set<RunProgress> running = ConcurrentHashMap.newKeySet();
  private final DataSource dataSource;
  private final RunLedger ledger;
  private final Heartbeat heartbeat;
  private final TransactionTemplate transactions;
  private final MessageLog messageLog;
  private final Clock clock;
  private final String node;

  /**
   * @param heartbeat how often a run shows that it lives
   * @param node this node's name, as runs show it
   */
  public JobRuns(
      List<Job> jobs,
      DataSource dataSource,
      TransactionTemplate transactions,
      MessageLog messageLog,
      Clock clock,
      Duration heartbeat,
      String node) {
    jobs.forEach(job -> this.jobs.put(job.name(), job));
    this.dataSource = dataSource;
    this.ledger = new RunLedger(JdbcClient.create(dataSource));
    this.heartbeat = new Heartbeat(ledger, heartbeat, clock);
    this.transactions = transactions;
    this.messageLog = messageLog;
    this.clock = clock;
    this.node = node;
  }

  /** The jobs that there are, by name. */
  public List<Job> jobs() {
    return List.copyOf(jobs.values());
  }

  /** The last runs of a job, newest first; of all jobs when the name is empty. */
  public List<JobRun> last(String job, int limit) {
    return ledger.last(job, limit);
  }

  /**
   * Runs a job now, in the calling thread, and answers how it ended. An entry of the log says who
   * did it and why. That entry is all that a dry run stores; what it returns is all there is of it.
   *
   * @throws HubException LT-2010 when there is no such job, LT-2011 when it is running already
   */
  public JobRun runNow(String job, String operator, String reason, RunOptions options) {
    return run(job(job), new JobRun.Trigger.Operator(operator, reason), options)
        .orElseThrow(() -> new HubException(HubError.JOB_RUNNING, job));
  }

  /** Runs a job because its time has come; when it is running already, a skipped run says so. */
  void runScheduled(String name) {
    Job job = job(name);
    JobRun.Trigger trigger = new JobRun.Trigger.Schedule();
    if (run(job, trigger, RunOptions.USUAL).isEmpty()) {
      ledger.skipped(
          start(job, trigger, RunOptions.USUAL), now(), "another run of the job was under way");
    }
  }

  /** Ends in the table what ended without a word: the runs of nodes that are gone. */
  void closeLost() {
    for (String job : ledger.running()) {
      try (JobLock lock = JobLock.tryTake(dataSource, job).orElse(null)) {
        if (lock != null) {
          ledger.markLost(job, now());
        }
      } catch (SQLException e) {
        throw unreachable(e);
      }
    }
  }

  /** Tells the runs of this node to end; each ends as failed, and what it did stays. */
  void endAll() {
    running.forEach(RunProgress::cancel);
  }

  @Override
  public void close() {
    endAll();
    heartbeat.close();
  }

  private Job job(String name) {
    Job job = jobs.get(name);
    if (job == null) {
      throw new HubException(HubError.JOB_UNKNOWN, name, String.join(", ", jobs.keySet()));
    }
    return job;
  }

  private Optional<JobRun> run(Job job, JobRun.Trigger trigger, RunOptions options) {
    RunLedger.Start start = start(job, trigger, options);
    if (options.dryRun()) {
      return Optional.of(dryRun(job, start));
    }
    try (JobLock lock = JobLock.tryTake(dataSource, job.name()).orElse(null)) {
      return lock == null ? Optional.empty() : Optional.of(locked(job, start, lock));
    } catch (SQLException e) {
      throw unreachable(e);
    }
  }

  private JobRun locked(Job job, RunLedger.Start start, JobLock lock) {
    ledger.markLost(job.name(), now());
    transactions.executeWithoutResult(
        _ -> {
          ledger.started(start, now());
          enter(start);
        });
    RunProgress progress = new RunProgress();
    running.add(progress);
    try (Heartbeat.Beating _ = heartbeat.of(start.id(), progress, lock)) {
      RunResult result = work(job, start, progress);
      ledger.ended(start.id(), stateOf(result), result, progress, now());
      return ledger.find(start.id());
    } finally {
      running.remove(progress);
    }
  }

  private JobRun dryRun(Job job, RunLedger.Start start) {
    transactions.executeWithoutResult(_ -> enter(start));
    Instant began = now();
    RunProgress progress = new RunProgress();
    running.add(progress);
    try {
      RunResult result = work(job, start, progress);
      return new JobRun(
          start.id(),
          job.name(),
          start.trigger(),
          start.options().text(),
          stateOf(result),
          began,
          Optional.of(now()),
          progress.done(),
          progress.total(),
          result.counts(),
          node,
          start.correlationId(),
          result.problem().map(problem -> problem.error().code()),
          result.problem().map(RunResult.Problem::text));
    } finally {
      running.remove(progress);
    }
  }

  /** What an operator does is an entry, in the running transaction. */
  private void enter(RunLedger.Start start) {
    if (start.trigger() instanceof JobRun.Trigger.Operator operator) {
      messageLog.append(act(start, operator));
    }
  }

  private static EntryDraft act(RunLedger.Start start, JobRun.Trigger.Operator operator) {
    String payload =
        "job: %s\noptions: %s\nreason: %s\n"
            .formatted(start.job(), start.options().text(), operator.reason());
    String run = start.id().toString();
    return new EntryDraft(
        EntryDraft.Kind.OPERATOR_ACT,
        EntryDraft.Direction.NONE,
        "hub",
        "run-job",
        new EntryDraft.About(Optional.of(operator.name()), Optional.empty(), Optional.empty()),
        new EntryDraft.Call(start.correlationId(), run, run, Optional.empty()),
        Optional.of(
            new EntryDraft.Payload(
                payload.getBytes(StandardCharsets.UTF_8), "text/plain", List.of())),
        Optional.empty(),
        Optional.empty());
  }

  /** The one place where a bug in a job ends as a failed run instead of a dead schedule. */
  private RunResult work(Job job, RunLedger.Start start, RunProgress progress) {
    try {
      return job.work()
          .run(new RunRequest(start.id(), start.correlationId(), start.options()), progress);
    } catch (HubException e) {
      log.atWarn()
          .addKeyValue("job", job.name())
          .addKeyValue("error", e.error().code())
          .addKeyValue("correlationId", start.correlationId())
          .log("job failed");
      return RunResult.failed(progress.counts(), e.error(), String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      log.atError()
          .addKeyValue("job", job.name())
          .addKeyValue("correlationId", start.correlationId())
          .setCause(e)
          .log("job failed");
      return RunResult.failed(progress.counts(), HubError.JOB_FAILED, e.toString());
    }
  }

  private RunLedger.Start start(Job job, JobRun.Trigger trigger, RunOptions options) {
    UUID id = UuidCreator.getTimeOrderedEpoch();
    return new RunLedger.Start(id, job.name(), trigger, options, node, id.toString());
  }

  private static JobRun.State stateOf(RunResult result) {
    return result.problem().map(JobRuns::stateOf).orElse(JobRun.State.SUCCEEDED);
  }

  private static JobRun.State stateOf(RunResult.Problem problem) {
    if (problem.error() == HubError.JOB_HELD_BACK) {
      return JobRun.State.SKIPPED;
    }
    return problem.asksOperator() ? JobRun.State.STOPPED : JobRun.State.FAILED;
  }

  private static HubException unreachable(SQLException e) {
    return new HubException(
        e, HubError.DATABASE_UNREACHABLE, "hub", String.valueOf(e.getMessage()));
  }

  private Instant now() {
    return clock.instant();
  }
}
