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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.routes.messagelog.EntryDraft;
import vn.lienthong.routes.messagelog.MessageLog;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/** Runs jobs, by schedule and by hand, never one job twice at a time, and remembers each run. */
public final class JobRuns implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(JobRuns.class);

  /** A run that is silent for that long has ended; four heartbeats, and no less. */
  private static final Duration LEAST_SILENCE = Duration.ofSeconds(20);

  /** A time that is later than this was missed: no node was up. */
  private static final Duration STILL_IN_TIME = Duration.ofMinutes(1);

  /** For how long at most the lock is held by whoever closes a lost run. */
  private static final Duration CLOSING_TAKES = Duration.ofMillis(200);

  private final Map<String, Job> jobs = new TreeMap<>();
  private final Set<RunProgress> running = ConcurrentHashMap.newKeySet();
  private final ExecutorService byHand =
      Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("job-by-hand-", 0).factory());
  private final DataSource dataSource;
  private final RunLedger ledger;
  private final JobTable table;
  private final BackfillTable backfills;
  private final Heartbeat heartbeat;
  private final Duration silence;
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
    JdbcClient jdbc = JdbcClient.create(dataSource);
    this.dataSource = dataSource;
    this.ledger = new RunLedger(jdbc);
    this.table = new JobTable(jdbc);
    this.backfills = new BackfillTable(jdbc);
    this.heartbeat = new Heartbeat(ledger, heartbeat, clock);
    this.silence =
        LEAST_SILENCE.compareTo(heartbeat.multipliedBy(4)) > 0
            ? LEAST_SILENCE
            : heartbeat.multipliedBy(4);
    this.transactions = transactions;
    this.messageLog = messageLog;
    this.clock = clock;
    this.node = node;
  }

  /** A run that holds its job's lock. */
  private record Begun(Job.Work work, RunLedger.Start start, JobLock lock, RunProgress progress) {}

  /** The jobs that there are, by name. */
  public List<Job> jobs() {
    return List.copyOf(jobs.values());
  }

  /**
   * The job of this name.
   *
   * @throws HubException LT-2010 when there is none
   */
  public Job job(String name) {
    Job job = jobs.get(name);
    if (job == null) {
      throw new HubException(HubError.JOB_UNKNOWN, name, String.join(", ", jobs.keySet()));
    }
    return job;
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
    RunLedger.Start start = start(job, new JobRun.Trigger.Operator(operator, reason), options);
    return options.dryRun()
        ? dryRun(job(job), start)
        : finish(begin(job(job).work(), start).orElseThrow(() -> runsAlready(job)));
  }

  /**
   * As {@link #runNow}, in a thread of its own: answers once the run has begun.
   *
   * @throws IllegalArgumentException for a dry run, of which only its answer remains
   */
  public JobRun beginNow(String job, String operator, String reason, RunOptions options) {
    if (options.dryRun()) {
      throw new IllegalArgumentException("nobody would hear what a dry run found");
    }
    RunLedger.Start start = start(job, new JobRun.Trigger.Operator(operator, reason), options);
    Begun begun = begin(job(job).work(), start).orElseThrow(() -> runsAlready(job));
    try {
      JobRun answer = ledger.find(start.id()).orElseThrow();
      byHand.execute(() -> finish(begun));
      return answer;
    } catch (RejectedExecutionException | DataAccessException e) {
      running.remove(begun.progress());
      begun.lock().close(); // nobody works on it: the next look finds it lost
      throw e;
    }
  }

  /** Runs a job because its time has come; when it is running already, a skipped run says so. */
  void runScheduled(String name, Instant due) {
    Job job = job(name);
    if (table.find(name).pausedAt().isPresent()) {
      return;
    }
    RunLedger.Start start = start(name, new JobRun.Trigger.Schedule(due), RunOptions.USUAL);
    try {
      if (job.misfire() == Job.Misfire.LEAVE_OUT && due.isBefore(now().minus(STILL_IN_TIME))) {
        ledger.skipped(start, now(), "its time passed while no node was up");
        return;
      }
      Optional<Begun> begun = begin(job.work(), start);
      if (begun.isPresent()) {
        finish(begun.get());
      } else {
        ledger.skipped(start, now(), "another run of the job was under way");
      }
    } catch (DuplicateKeyException _) {
      log.atInfo()
          .addKeyValue("job", name)
          .addKeyValue("due", due)
          .log("a run stands for this time already");
    }
  }

  /** Works on what is open of backfills, one after the other; what runs already is left to it. */
  void goOnWithBackfills() {
    for (Backfill open : backfills.open()) {
      Job job = jobs.get(open.job());
      if (job != null) {
        work(open, job);
      }
    }
  }

  /**
   * Works on a backfill in the calling thread.
   *
   * @throws HubException LT-2011 when the job is running: then the backfill goes on after it
   */
  public JobRun backfillNow(Backfill backfill) {
    return work(backfill, job(backfill.job())).orElseThrow(() -> runsAlready(backfill.job()));
  }

  private Optional<JobRun> work(Backfill asked, Job job) {
    BackfillWork work = new BackfillWork(asked.id(), job, backfills);
    JobRun.Trigger trigger =
        new JobRun.Trigger.Backfilling(asked.id(), asked.operator(), asked.reason());
    Optional<JobRun> run =
        begin(work, start(job.name(), trigger, RunOptions.USUAL)).map(this::finish);
    run.ifPresent(ended -> work.close(ended));
    return run;
  }

  /** Ends in the table what ended without a word: the runs of nodes that are gone. */
  void closeLost() {
    for (JobRun open : ledger.running()) {
      try (JobLock lock = JobLock.tryTake(dataSource, open.job(), silence).orElse(null)) {
        if (lock != null) {
          ledger.markLost(open.job(), messageLog.end(), now());
        }
      } catch (SQLException e) {
        throw unreachable(e);
      }
    }
  }

  /** Forgets runs that ended longer ago than this. */
  void forgetOlderThan(Duration kept) {
    ledger.forget(now().minus(kept));
  }

  /** Tells the runs of this node to end; each ends as failed, and what it did stays. */
  void endAll() {
    running.forEach(RunProgress::cancel);
  }

  @Override
  public void close() {
    endAll();
    byHand.shutdown();
    try {
      if (!byHand.awaitTermination(10, TimeUnit.SECONDS)) {
        log.atWarn().log("a run by hand does not end; it will be found lost");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    heartbeat.close();
  }

  /** Empty when another run of the job is under way. */
  private Optional<Begun> begin(Job.Work work, RunLedger.Start start) {
    Optional<JobLock> taken = lock(start.job());
    if (taken.isEmpty()) {
      return Optional.empty();
    }
    JobLock lock = taken.get();
    boolean begun = false;
    try {
      ledger.markLost(start.job(), start.log(), now());
      transactions.executeWithoutResult(
          _ -> {
            ledger.started(start, now());
            enter(start);
          });
      begun = true;
      RunProgress progress = new RunProgress();
      running.add(progress);
      return Optional.of(new Begun(work, start, lock, progress));
    } finally {
      if (!begun) {
        lock.close();
      }
    }
  }

  private Optional<JobLock> lock(String job) {
    try {
      Optional<JobLock> lock = JobLock.tryTake(dataSource, job, silence);
      if (lock.isEmpty()) { // whoever closes a lost run of the job holds it for a moment
        LockSupport.parkNanos(CLOSING_TAKES.toNanos());
        return JobLock.tryTake(dataSource, job, silence);
      }
      return lock;
    } catch (SQLException e) {
      throw unreachable(e);
    }
  }

  private JobRun finish(Begun begun) {
    RunLedger.Start start = begun.start();
    RunProgress progress = begun.progress();
    try (JobLock lock = begun.lock();
        Heartbeat.Beating _ = heartbeat.of(start.id(), progress, lock)) {
      RunResult result = work(begun.work(), start, progress);
      ledger.ended(start.id(), stateOf(result), result, progress, messageLog.end(), now());
      return ledger.find(start.id()).orElseThrow();
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
      RunResult result = work(job.work(), start, progress);
      return new JobRun(
          start.id(),
          job.name(),
          start.trigger(),
          start.options().text(),
          stateOf(result),
          began,
          now(),
          Optional.of(now()),
          progress.done(),
          progress.total(),
          result.counts(),
          node,
          start.correlationId(),
          Optional.of(new JobRun.LogPlaces(start.log(), Optional.of(messageLog.end()))),
          Optional.empty(),
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
  private RunResult work(Job.Work work, RunLedger.Start start, RunProgress progress) {
    try {
      return work.run(new RunRequest(start.id(), start.correlationId(), start.options()), progress);
    } catch (HubException e) {
      log.atWarn()
          .addKeyValue("job", start.job())
          .addKeyValue("error", e.error().code())
          .addKeyValue("correlationId", start.correlationId())
          .log("job failed");
      return RunResult.failed(progress.counts(), e.error(), String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      log.atError()
          .addKeyValue("job", start.job())
          .addKeyValue("correlationId", start.correlationId())
          .setCause(e)
          .log("job failed");
      return RunResult.failed(progress.counts(), HubError.JOB_FAILED, e.toString());
    }
  }

  private RunLedger.Start start(String job, JobRun.Trigger trigger, RunOptions options) {
    UUID id = UuidCreator.getTimeOrderedEpoch();
    return new RunLedger.Start(
        id, job(job).name(), trigger, options, node, id.toString(), messageLog.end());
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

  private static HubException runsAlready(String job) {
    return new HubException(HubError.JOB_RUNNING, job);
  }

  private static HubException unreachable(SQLException e) {
    return new HubException(
        e, HubError.DATABASE_UNREACHABLE, "hub", String.valueOf(e.getMessage()));
  }

  private Instant now() {
    return clock.instant();
  }
}
