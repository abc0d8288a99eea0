package vn.lienthong.routes.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.CronSchedule;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.SmartLifecycle;

/** Starts each job at its time; over all nodes, each time once. */
final class JobScheduler implements SmartLifecycle {
  private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

  private final Scheduler scheduler;
  private final boolean enabled;
  private volatile boolean running;

  JobScheduler(DataSource dataSource, JobRuns runs, JobsProperties settings, String node) {
    List<RecurringTask<Void>> tasks = runs.jobs().stream().map(job -> task(job, runs)).toList();
    this.enabled = settings.enabled() && !tasks.isEmpty();
    this.scheduler =
        Scheduler.create(dataSource)
            .tableName("jobs.scheduled_task")
            .schedulerName(new SchedulerName.Fixed(node))
            .startTasks(tasks)
            .threads(settings.threads())
            .heartbeatInterval(settings.heartbeat())
            .pollingInterval(settings.polling())
            .shutdownMaxWait(Duration.ofSeconds(10))
            .build();
  }

  private static RecurringTask<Void> task(Job job, JobRuns runs) {
    return Tasks.recurring(job.name(), new CronSchedule(job.cron(), ZONE))
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
    scheduler.stop();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
