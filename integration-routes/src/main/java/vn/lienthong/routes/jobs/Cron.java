package vn.lienthong.routes.jobs;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.schedule.CronSchedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * When a job runs by itself: second minute hour day month weekday, in Asia/Ho_Chi_Minh; "-" =
 * never. Whoever was away at such a time makes it up once at the next start, however many were
 * missed.
 */
public record Cron(String pattern) {
  private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final Instant A_MONDAY = Instant.parse("2026-01-04T17:00:00Z");
  private static final Duration LOOKED_AT = Duration.ofDays(400);
  private static final int MOST_TIMES = 2000;

  /**
   * @throws IllegalArgumentException when the pattern is none
   */
  public Cron {
    new CronSchedule(pattern, ZONE);
  }

  CronSchedule schedule() {
    return new CronSchedule(pattern, ZONE);
  }

  /** True for "-". */
  public boolean never() {
    return schedule().isDisabled();
  }

  /** The longest time from one run to the next; zero for "-". */
  public Duration longestGap() {
    CronSchedule times = schedule();
    Duration longest = Duration.ZERO;
    Instant at = A_MONDAY;
    for (int i = 0; !never() && i < MOST_TIMES && at.isBefore(A_MONDAY.plus(LOOKED_AT)); i++) {
      Instant next = times.getNextExecutionTime(ExecutionComplete.simulatedSuccess(at));
      Duration gap = Duration.between(at, next);
      longest = gap.compareTo(longest) > 0 ? gap : longest;
      at = next;
    }
    return longest;
  }
}
