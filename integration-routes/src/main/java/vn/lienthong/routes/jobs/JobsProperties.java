package vn.lienthong.routes.jobs;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The scheduler of this node.
 *
 * @param enabled false on commands that do one thing and end, and on nodes that run no jobs
 * @param heartbeat how often a running job shows that it lives, 1 s to 1 min; when its node dies,
 *     another takes it over within six of them and one polling
 * @param polling how often due jobs are looked for, 100 ms to 1 min
 * @param threads jobs at once on this node, 1 to 32
 * @param history how long ended runs are remembered, 1 day to 10 years
 */
@ConfigurationProperties("hub.jobs")
public record JobsProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("4s") Duration heartbeat,
    @DefaultValue("5s") Duration polling,
    @DefaultValue("4") int threads,
    @DefaultValue("400d") Duration history) {
  public JobsProperties {
    between("hub.jobs.heartbeat", heartbeat, Duration.ofSeconds(1));
    between("hub.jobs.polling", polling, Duration.ofMillis(100));
    if (history.toDays() < 1 || history.toDays() > 3_660) {
      throw new IllegalArgumentException(
          "hub.jobs.history must be 1 day to 10 years, is " + history);
    }
    if (threads < 1 || threads > 32) {
      throw new IllegalArgumentException("hub.jobs.threads must be 1 to 32, is " + threads);
    }
  }

  private static void between(String name, Duration value, Duration least) {
    if (value.compareTo(least) < 0 || value.compareTo(Duration.ofMinutes(1)) > 0) {
      throw new IllegalArgumentException(
          name + " must be " + least.toMillis() + " ms to 1 min, is " + value);
    }
  }
}
