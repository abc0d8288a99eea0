package vn.lienthong.routes.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.SmartLifecycle;

/**
 * Starts each job at its time; over all nodes, each time once. A time that passed while no node was
 * up is made up once at the next start. Once a minute it closes what nodes that are gone left open.
 */
final class JobScheduler implements SmartLifecycle {
  private static final String CLOSE_LOST = "close-lost-runs";

  /** The library looks every second heartbeat: a dead node's job goes on after six at most. */
  private static final int MISSED_HEARTBEATS = 4;

  private final Scheduler scheduler;
  private final JobRuns runs;
  private final boolean enabled;
  private volatile boolean running;

  JobScheduler(
      DataSource dataSource, JobRuns runs, JobsProperties settings, Clock clock, String node) {
    List<RecurringTask<Void>> tasks = new ArrayList<>();
    runs.jobs().forEach(job -> tasks.add(task(job, runs)));
    tasks.add(
        Tasks.recurring(CLOSE_LOST, FixedDelay.ofMinutes(1)).execute((_, _) -> runs.closeLost()));
    this.enabled = settings.enabled();
    this.runs = runs;
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

  private static RecurringTask<Void> task(Job job, JobRuns runs) {
    return Tasks.recurring(job.name(), job.cron().schedule())
        .execute((_, _) -> runs.runScheduled(job.name()));
  }

  @Override
  public boolean isAutoStartup() {
    return enabled;
  }

  @Override
  public void start() {
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
