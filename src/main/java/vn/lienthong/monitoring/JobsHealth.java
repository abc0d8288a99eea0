package vn.lienthong.monitoring;

import java.util.List;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import vn.lienthong.routes.jobs.JobDesk;
import vn.lienthong.routes.jobs.JobStanding;

/**
 * Down when a job is late: two of its times have passed and no run reached its end. Whoever watches
 * the hub may start the node again: a run that is stuck ends with it, and the next goes on.
 */
final class JobsHealth implements HealthIndicator {
  private final JobDesk desk;

  JobsHealth(JobDesk desk) {
    this.desk = desk;
  }

  @Override
  public Health health() {
    List<JobStanding> standings = desk.standings();
    List<JobStanding> late = standings.stream().filter(job -> job.late().isPresent()).toList();
    Health.Builder health = late.isEmpty() ? Health.up() : Health.down();
    late.forEach(
        job ->
            health.withDetail(
                job.job().name(),
                (job.late().get().stuck() ? "a run does not end" : "no run")
                    + ", due since "
                    + job.late().get().since()));
    return health.withDetail("jobs", standings.size()).build();
  }
}
