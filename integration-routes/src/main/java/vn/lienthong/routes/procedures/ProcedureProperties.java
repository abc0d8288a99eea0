package vn.lienthong.routes.procedures;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vn.lienthong.routes.jobs.Timetable;

/**
 * How the registry is kept in step with the national catalogue.
 *
 * @param cron when the job runs, in Asia/Ho_Chi_Minh; "-" = by hand only; its longest gap and
 *     read-again-after together take at most 23 h, so that no reading grows older than 24 h
 * @param scope CSV of the announcing decision with a column code, and a column dated from which day
 *     a row holds; a path, or classpath:name
 * @param readAgainAfter a detail read longer ago is read again, 1 min to 23 h
 * @param parallel details asked for at once, 1 to 32
 * @param outagePatience how long a run waits without progress while the portal cannot answer
 * @param automaticApproval kinds of change that need no operator: fee, time, components,
 *     withdrawal; none by default
 */
@ConfigurationProperties("hub.procedures")
public record ProcedureProperties(
    @DefaultValue("0 7 * * * *") String cron,
    @DefaultValue("classpath:laocai/scope-demo.csv") String scope,
    @DefaultValue("22h") Duration readAgainAfter,
    @DefaultValue("6") int parallel,
    @DefaultValue("60s") Duration outagePatience,
    @DefaultValue({}) List<String> automaticApproval) {
  /** Of the 24 h that a reading may grow old, one is left for the run that renews it. */
  private static final Duration OLDEST = Duration.ofHours(23);

  private static final Set<String> KINDS = Set.of("fee", "time", "components", "withdrawal");

  public ProcedureProperties {
    automaticApproval = List.copyOf(automaticApproval);
    if (parallel < 1 || parallel > 32) {
      throw new IllegalArgumentException("hub.procedures.parallel must be 1 to 32, is " + parallel);
    }
    if (readAgainAfter.compareTo(Duration.ofMinutes(1)) < 0
        || readAgainAfter.compareTo(OLDEST) > 0) {
      throw new IllegalArgumentException(
          "hub.procedures.read-again-after must be 1 min to 23 h, is " + readAgainAfter);
    }
    demandFreshReadings(cron, readAgainAfter);
    if (outagePatience.isNegative()) {
      throw new IllegalArgumentException(
          "hub.procedures.outage-patience must not be negative, is " + outagePatience);
    }
    if (!KINDS.containsAll(automaticApproval)) {
      throw new IllegalArgumentException(
          "hub.procedures.automatic-approval may hold "
              + String.join(", ", new TreeSet<>(KINDS))
              + "; is "
              + automaticApproval);
    }
  }

  private static void demandFreshReadings(String cron, Duration readAgainAfter) {
    Duration gap;
    try {
      gap = new Timetable(cron).longestGap();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "hub.procedures.cron must be second minute hour day month weekday, or -; is '"
              + cron
              + "'",
          e);
    }
    if (gap.plus(readAgainAfter).compareTo(OLDEST) > 0) {
      throw new IllegalArgumentException(
          "hub.procedures.cron leaves "
              + gap
              + " between runs; with read-again-after "
              + readAgainAfter
              + " that is over 23 h, and readings would grow older than 24 h");
    }
  }
}
