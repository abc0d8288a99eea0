package vn.lienthong.console.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import vn.lienthong.routes.jobs.JobRun;
import vn.lienthong.routes.jobs.RunResult;

/**
 * A run as programs read it; schema Run of the contract.
 *
 * @param trigger SCHEDULE, OPERATOR or BACKFILL
 * @param due the time of its timetable that a run by schedule stands for
 * @param backfill id of the backfill that it is part of
 * @param perSecond units a second so far
 * @param secondsLeft at that rate
 * @param logFrom first place in the message log that can be the run's
 * @param logTo first place after its last
 */
public record RunView(
    UUID id,
    String job,
    String trigger,
    Optional<String> operator,
    Optional<String> reason,
    Optional<Instant> due,
    Optional<UUID> backfill,
    String options,
    JobRun.State state,
    Instant startedAt,
    Optional<Instant> endedAt,
    int done,
    int total,
    Optional<Double> perSecond,
    Optional<Long> secondsLeft,
    RunResult.Counts counts,
    String node,
    String correlationId,
    Optional<Long> logFrom,
    Optional<Long> logTo,
    Optional<String> cancelledBy,
    Optional<String> cancelReason,
    Optional<String> errorCode,
    Optional<String> errorText) {

  /** The run in this form. */
  public static RunView of(JobRun run) {
    return new RunView(
        run.id(),
        run.job(),
        kind(run.trigger()),
        run.asker().map(JobRun.Asker::name),
        run.asker().map(JobRun.Asker::reason),
        run.trigger() instanceof JobRun.Trigger.Schedule(Instant due)
            ? Optional.of(due)
            : Optional.empty(),
        run.trigger() instanceof JobRun.Trigger.Backfilling(UUID backfill, _, _)
            ? Optional.of(backfill)
            : Optional.empty(),
        run.options(),
        run.state(),
        run.startedAt(),
        run.endedAt(),
        run.done(),
        run.total(),
        run.rate().map(rate -> Math.round(rate * 10) / 10.0),
        run.remaining().map(Duration::toSeconds),
        run.counts(),
        run.node(),
        run.correlationId(),
        run.log().map(JobRun.LogPlaces::from),
        run.log().flatMap(JobRun.LogPlaces::to),
        run.cancelled().map(JobRun.Cancelled::by),
        run.cancelled().map(JobRun.Cancelled::reason),
        run.errorCode(),
        run.errorText());
  }

  private static String kind(JobRun.Trigger trigger) {
    return switch (trigger) {
      case JobRun.Trigger.Schedule _ -> "SCHEDULE";
      case JobRun.Trigger.Operator _ -> "OPERATOR";
      case JobRun.Trigger.Backfilling _ -> "BACKFILL";
    };
  }
}
