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
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
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
  private final Map<UUID, RunProgress> running = new ConcurrentHashMap<>();
  private final DataSource dataSource;
  private final RunLedger ledger;
  private final TransactionTemplate transactions;
  private final MessageLog messageLog;
  private final Clock clock;
  private final Duration heartbeat;
  private final String node;
  private final ScheduledThreadPoolExecutor pulse;

  /**
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
    this.transactions = transactions;
    this.messageLog = messageLog;
    this.clock = clock;
    this.heartbeat = heartbeat;
    this.node = node;
    this.pulse =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("job-pulse-", 0).factory());
    this.pulse.setRemoveOnCancelPolicy(true);
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
   * Runs a job now, in the calling thread, and answers how it ended. An entry says who did it and
   * why. A dry run stores neither run nor entry; what it returns is all there is of it.
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

  /** Tells runs of this node to end. */
  @Override
  public void close() {
    running.values().forEach(RunProgress::cancel);
    pulse.shutdownNow();
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
      if (lock == null) {
        return Optional.empty();
      }
      ledger.markLost(job.name(), now());
      transactions.executeWithoutResult(_ -> begin(start));
      RunProgress progress = new RunProgress();
      running.put(start.id(), progress);
      ScheduledFuture<?> beat = beat(start.id(), progress, lock);
      try {
        RunResult result = work(job, start, progress);
        ledger.ended(start.id(), stateOf(result), result, progress, now());
        return ledger.last(job.name(), 50).stream()
            .filter(run -> run.id().equals(start.id()))
            .findFirst();
      } finally {
        beat.cancel(false);
        running.remove(start.id());
      }
    } catch (SQLException e) {
      throw new HubException(
          e, HubError.DATABASE_UNREACHABLE, "hub", String.valueOf(e.getMessage()));
    }
  }

  private void begin(RunLedger.Start start) {
    ledger.started(start, now());
    if (start.trigger() instanceof JobRun.Trigger.Operator operator) {
      messageLog.append(act(start, operator));
    }
  }

  private static EntryDraft act(RunLedger.Start start, JobRun.Trigger.Operator operator) {
    String payload =
        "job: "
            + start.job()
            + "\noptions: "
            + start.options().text()
            + "\nreason: "
            + operator.reason()
            + "\n";
    return new EntryDraft(
        EntryDraft.Kind.OPERATOR_ACT,
        EntryDraft.Direction.NONE,
        "hub",
        "run-job",
        new EntryDraft.About(Optional.of(operator.name()), Optional.empty(), Optional.empty()),
        new EntryDraft.Call(
            start.correlationId(), start.id().toString(), start.id().toString(), Optional.empty()),
        Optional.of(
            new EntryDraft.Payload(
                payload.getBytes(StandardCharsets.UTF_8), "text/plain", List.of())),
        Optional.empty(),
        Optional.empty());
  }

  private JobRun dryRun(Job job, RunLedger.Start start) {
    Instant began = now();
    RunProgress progress = new RunProgress();
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
      return RunResult.failed(RunResult.Counts.NONE, e.error(), e.english());
    } catch (RuntimeException e) {
      log.atError()
          .addKeyValue("job", job.name())
          .addKeyValue("correlationId", start.correlationId())
          .setCause(e)
          .log("job failed");
      return RunResult.failed(RunResult.Counts.NONE, HubError.JOB_FAILED, e.toString());
    }
  }

  private ScheduledFuture<?> beat(UUID run, RunProgress progress, JobLock lock) {
    return pulse.scheduleAtFixedRate(
        () -> {
          if (lock.isHeld()) {
            ledger.alive(run, progress, now());
          } else {
            progress.cancel();
          }
        },
        heartbeat.toMillis(),
        heartbeat.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private RunLedger.Start start(Job job, JobRun.Trigger trigger, RunOptions options) {
    UUID id = UuidCreator.getTimeOrderedEpoch();
    return new RunLedger.Start(id, job.name(), trigger, options, node, id.toString());
  }

  private static JobRun.State stateOf(RunResult result) {
    return result
        .problem()
        .map(p -> p.asksOperator() ? JobRun.State.STOPPED : JobRun.State.FAILED)
        .orElse(JobRun.State.SUCCEEDED);
  }

  private Instant now() {
    return clock.instant();
  }
}
