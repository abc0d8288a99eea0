package vn.lienthong.routes.jobs;

import com.github.f4b6a3.uuid.UuidCreator;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.routes.messagelog.EntryDraft;
import vn.lienthong.routes.messagelog.MessageLog;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/** What operators see of jobs and do about them. Each act is an entry of the log. */
public final class JobDesk {
  /** Less is no alarm: a node's work is taken over within that time. */
  private static final Duration LEAST_LATENESS = Duration.ofSeconds(30);

  private final JobRuns runs;
  private final JobScheduler scheduler;
  private final JobTable table;
  private final RunLedger ledger;
  private final BackfillTable backfills;
  private final List<RunDifferences> differences;
  private final MessageLog messageLog;
  private final TransactionTemplate transactions;
  private final Clock clock;

  JobDesk(
      JobRuns runs,
      JobScheduler scheduler,
      JdbcClient jdbc,
      List<RunDifferences> differences,
      MessageLog messageLog,
      TransactionTemplate transactions,
      Clock clock) {
    this.runs = runs;
    this.scheduler = scheduler;
    this.table = new JobTable(jdbc);
    this.ledger = new RunLedger(jdbc);
    this.backfills = new BackfillTable(jdbc);
    this.differences = List.copyOf(differences);
    this.messageLog = messageLog;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Who acts, and why. */
  public record By(String operator, String reason) {
    /**
     * @throws HubException LT-7004 when one of them is empty
     */
    public By {
      if (operator.isBlank() || reason.isBlank()) {
        throw new HubException(
            HubError.CALL_FIELD_WRONG, operator.isBlank() ? "operator" : "reason", "(empty)");
      }
    }
  }

  /** All jobs, by name. */
  public List<JobStanding> standings() {
    return runs.jobs().stream().map(this::standing).toList();
  }

  /**
   * One job.
   *
   * @throws HubException LT-2010 when there is no such job
   */
  public JobStanding standing(String job) {
    return standing(runs.job(job));
  }

  private JobStanding standing(Job job) {
    JobTable.Setting setting = table.find(job.name());
    Timetable timetable = setting.timetable().orElse(job.timetable());
    List<JobRun> last = ledger.last(job.name(), 2);
    Optional<JobRun> running =
        last.stream().filter(run -> run.state() == JobRun.State.RUNNING).findFirst();
    return new JobStanding(
        job,
        timetable,
        setting.timetable().isPresent(),
        setting.pausedAt(),
        setting.pausedAt().isPresent() ? Optional.empty() : scheduler.next(job),
        running,
        last.stream().filter(run -> run.state() != JobRun.State.RUNNING).findFirst(),
        late(job, timetable, setting, running));
  }

  /** The dead man's alarm: from the last end on, two times have come and gone. */
  private Optional<JobStanding.Late> late(
      Job job, Timetable timetable, JobTable.Setting setting, Optional<JobRun> running) {
    if (setting.pausedAt().isPresent() || setting.knownSince().isEmpty()) {
      return Optional.empty();
    }
    Instant known = setting.knownSince().get();
    Instant base = ledger.lastDone(job.name()).filter(known::isBefore).orElse(known);
    Optional<Instant> first = timetable.after(base);
    return first
        .flatMap(timetable::after)
        .filter(second -> clock.instant().isAfter(atLeast(second, base)))
        .map(_ -> new JobStanding.Late(first.get(), running.isPresent()));
  }

  private static Instant atLeast(Instant second, Instant base) {
    Instant least = base.plus(LEAST_LATENESS);
    return second.isBefore(least) ? least : second;
  }

  /**
   * Runs of a job, newest first.
   *
   * @param before only those that started before this one
   * @throws HubException LT-2010 when there is no such job, LT-2036 when there is no such run
   */
  public List<JobRun> history(String name, Optional<UUID> before, int limit) {
    String job = runs.job(name).name();
    return before
        .map(run -> ledger.before(job, run(name, run).id(), limit))
        .orElseGet(() -> ledger.last(job, limit));
  }

  /**
   * One run of a job.
   *
   * @throws HubException LT-2010 when there is no such job, LT-2036 when it has no such run
   */
  public JobRun run(String name, UUID id) {
    String job = runs.job(name).name();
    return ledger
        .find(id)
        .filter(run -> run.job().equals(job))
        .orElseThrow(() -> new HubException(HubError.RUN_UNKNOWN, id.toString()));
  }

  /** What a run found to differ; empty where its job compares nothing. */
  public List<RunDifferences.Difference> differences(JobRun run, int limit) {
    return differences.stream()
        .filter(one -> one.job().equals(run.job()))
        .findFirst()
        .map(one -> one.of(run, limit))
        .orElse(List.of());
  }

  /** The last backfills of a job, newest first. */
  public List<Backfill> backfills(String job, int limit) {
    return backfills.of(runs.job(job).name(), limit);
  }

  /**
   * Lets the job's times pass without a run; what runs goes on.
   *
   * @throws HubException LT-2010 when there is no such job, LT-2034 when it is paused already
   */
  public void pause(String name, By by) {
    Job job = runs.job(name);
    act(
        job,
        "pause-job",
        by,
        "",
        () -> {
          if (!table.pause(name, clock.instant())) {
            throw new HubException(HubError.JOB_PAUSED_ALREADY, name);
          }
        });
  }

  /**
   * Lets the job run by itself again, from its next time on.
   *
   * @throws HubException LT-2010 when there is no such job, LT-2035 when it is not paused
   */
  public void resume(String name, By by) {
    Job job = runs.job(name);
    act(
        job,
        "resume-job",
        by,
        "",
        () -> {
          if (!table.resume(name, clock.instant())) {
            throw new HubException(HubError.JOB_NOT_PAUSED, name);
          }
        });
    scheduler.follow(job);
  }

  /**
   * Says when the job runs by itself from now on; empty for what the settings say.
   *
   * @throws HubException LT-2010 when there is no such job, LT-2031 when the text is no timetable
   */
  public void reschedule(String name, Optional<String> text, By by) {
    Job job = runs.job(name);
    Optional<Timetable> timetable = text.map(JobDesk::timetable);
    String said = timetable.map(Timetable::text).orElse("as the settings say");
    act(
        job,
        "reschedule-job",
        by,
        "timetable: " + said + "\n",
        () -> table.reschedule(name, timetable, clock.instant()));
    scheduler.follow(job);
  }

  private static Timetable timetable(String text) {
    try {
      return new Timetable(text);
    } catch (IllegalArgumentException e) {
      throw new HubException(e, HubError.TIMETABLE_WRONG, text, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Wants a run ended; it ends at its next heartbeat, and what it did stays.
   *
   * @throws HubException LT-2036 when there is no such run, LT-2037 when it has ended already
   */
  public void cancel(String name, UUID id, By by) {
    run(name, id);
    act(
        runs.job(name),
        "cancel-run",
        by,
        "run: " + id + "\n",
        () -> {
          if (!ledger.cancel(id, new JobRun.Cancelled(by.operator(), by.reason()))) {
            throw new HubException(HubError.RUN_ENDED, id.toString());
          }
        });
  }

  /**
   * Wants a window of the past worked through; a node begins at once, and whatever is killed, the
   * next goes on after the last slice that was done.
   *
   * @throws HubException LT-2010 when there is no such job, LT-2032 when it has no past, LT-2033
   *     when the window cannot be, LT-2038 when an unfinished one shares a moment with it
   */
  public Backfill backfill(String name, Instant from, Instant to, By by) {
    Job job = runs.job(name);
    if (job.past().isEmpty()) {
      throw new HubException(HubError.JOB_HAS_NO_PAST, name);
    }
    Instant now = clock.instant();
    if (!from.isBefore(to) || to.isAfter(now)) {
      throw new HubException(HubError.WINDOW_IMPOSSIBLE, from, to);
    }
    Window window = new Window(from, to);
    Backfill asked =
        new Backfill(
            UuidCreator.getTimeOrderedEpoch(),
            name,
            window,
            from,
            Backfill.State.OPEN,
            by.operator(),
            by.reason(),
            now);
    act(
        job,
        "backfill-job",
        by,
        "backfill: %s\nfrom: %s\nto: %s\n".formatted(asked.id(), from, to),
        () -> {
          backfills
              .overlapping(name, window)
              .ifPresent(
                  other -> {
                    throw new HubException(
                        HubError.BACKFILL_OVERLAPS,
                        other.window().from() + " – " + other.window().to(),
                        other.id().toString());
                  });
          backfills.insert(asked);
        });
    scheduler.backfillsNow();
    return asked;
  }

  private void act(Job job, String service, By by, String detail, Runnable change) {
    transactions.executeWithoutResult(
        _ -> {
          table.lock(job.name(), clock.instant());
          change.run();
          messageLog.append(entry(job.name(), service, by, detail));
        });
  }

  private static EntryDraft entry(String job, String service, By by, String detail) {
    String id = UuidCreator.getTimeOrderedEpoch().toString();
    String payload = "job: %s\n%sreason: %s\n".formatted(job, detail, by.reason());
    return new EntryDraft(
        EntryDraft.Kind.OPERATOR_ACT,
        EntryDraft.Direction.NONE,
        "hub",
        service,
        new EntryDraft.About(Optional.of(by.operator()), Optional.empty(), Optional.empty()),
        new EntryDraft.Call(id, id, id, Optional.empty()),
        Optional.of(
            new EntryDraft.Payload(
                payload.getBytes(StandardCharsets.UTF_8), "text/plain; charset=utf-8", List.of())),
        Optional.empty(),
        Optional.empty());
  }
}
