package vn.lienthong.routes.jobs;

import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Starts each job at its time; over all nodes, each time once. Once a minute it closes what nodes
 * that are gone left open and goes on with backfills, once an hour it forgets old runs.
 */
final class JobScheduler implements SmartLifecycle {
  private static final String CLOSE_LOST = "close-lost-runs";
  private static final String BACKFILLS = "go-on-with-backfills";
  private static final String FORGET = "forget-old-runs";

  /** The library looks every second heartbeat: a dead node's job goes on after six at most. */
  private static final int MISSED_HEARTBEATS = 4;

  private final Scheduler scheduler;
  private final JobRuns runs;
  private final JobTable table;
  private final Clock clock;
  private final boolean enabled;
  private volatile boolean running;

  JobScheduler(
      DataSource dataSource, JobRuns runs, JobsProperties settings, Clock clock, String node) {
    this.enabled = settings.enabled();
    this.runs = runs;
    this.table = new JobTable(JdbcClient.create(dataSource));
    this.clock = clock;
    List<RecurringTask<Void>> tasks = new ArrayList<>();
    runs.jobs().forEach(job -> tasks.add(task(job)));
    tasks.add(
        Tasks.recurring(CLOSE_LOST, FixedDelay.ofMinutes(1)).execute((_, _) -> runs.closeLost()));
    tasks.add(
        Tasks.recurring(BACKFILLS, FixedDelay.ofMinutes(1))
            .execute((_, _) -> runs.goOnWithBackfills()));
    tasks.add(
        Tasks.recurring(FORGET, FixedDelay.ofHours(1))
            .execute((_, _) -> runs.forgetOlderThan(settings.history())));
    this.scheduler =
        Scheduler.create(dataSource)
            .tableName("jobs.scheduled_task")
            .schedulerName(new SchedulerName.Fixed(node))
            .startTasks(tasks)
            .clock(clock::instant)
            .threads(settings.threads())
            .heartbeatInterval(settings.heartbeat())
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .pollingInterval(settings.polling())
            .shutdownMaxWait(Duration.ofSeconds(10))
            .build();
  }

  private RecurringTask<Void> task(Job job) {
    return Tasks.recurring(job.name(), new Times(job))
        .execute(
            (_, context) ->
                runs.runScheduled(job.name(), context.getExecution().getExecutionTime()));
  }

  /** The times of a job as they are said now: an operator may change them at any moment. */
  private final class Times implements Schedule {
    private final Job job;

    Times(Job job) {
      this.job = job;
    }

    @Override
    public Instant getNextExecutionTime(ExecutionComplete complete) {
      return timetable(job)
          .next(complete.getExecution().getExecutionTime(), complete.getTimeDone())
          .orElse(NEVER);
    }

    @Override
    public Instant getInitialExecutionTime(Instant now) {
      return timetable(job).after(now).orElse(NEVER);
    }

    @Override
    public boolean isDeterministic() {
      return true;
    }

    @Override
    public boolean isDisabled() {
      return timetable(job).never();
    }
  }

  /** When this job runs by itself: as an operator said, else as the settings say. */
  Timetable timetable(Job job) {
    return table.find(job.name()).timetable().orElse(job.timetable());
  }

  /** When the job runs next; empty when it does not, or runs now. */
  Optional<Instant> next(Job job) {
    return scheduler
        .getScheduledExecution(id(job))
        .filter(execution -> !execution.isPicked())
        .map(ScheduledExecution::getExecutionTime)
        .filter(at -> at.isBefore(Schedule.NEVER));
  }

  /** Sets the next time by the timetable as it is said now; a run that is under way goes on. */
  void follow(Job job) {
    Optional<Instant> next = timetable(job).after(clock.instant());
    boolean known = scheduler.getScheduledExecution(id(job)).isPresent();
    try {
      if (next.isEmpty() && known) {
        scheduler.cancel(id(job));
      } else if (next.isPresent() && known) {
        scheduler.reschedule(id(job), next.get());
      } else if (next.isPresent()) {
        scheduler.scheduleIfNotExists(
            new TaskInstance<>(job.name(), RecurringTask.INSTANCE), next.get());
      }
    } catch (TaskInstanceCurrentlyExecutingException | ExecutionException _) {
      return; // a run has just begun or ended: its end sets the next time, by the same timetable
    }
  }

  /** Begins with open backfills now instead of within a minute, where a node is up. */
  void backfillsNow() {
    TaskInstanceId backfills = TaskInstanceId.of(BACKFILLS, RecurringTask.INSTANCE);
    try {
      if (scheduler.getScheduledExecution(backfills).isPresent()) {
        scheduler.reschedule(backfills, clock.instant());
      }
    } catch (TaskInstanceCurrentlyExecutingException | ExecutionException _) {
      return; // it is at work, and looks again within a minute
    }
  }

  private static TaskInstanceId id(Job job) {
    return TaskInstanceId.of(job.name(), RecurringTask.INSTANCE);
  }

  @Override
  public boolean isAutoStartup() {
    return enabled;
  }

  @Override
  public void start() {
    runs.jobs().forEach(job -> table.know(job.name(), clock.instant()));
    scheduler.start();
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    runs.endAll();
    scheduler.stop();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
