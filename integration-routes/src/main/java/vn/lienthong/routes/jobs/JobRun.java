package vn.lienthong.routes.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A run of a job as it stands.
 *
 * @param aliveAt last sign of life
 * @param done units of work that are done, of {@code total}; 0 of 0 while not known
 * @param log where its entries lie in the message log; its correlation id tells them from others
 * @param cancelled who wanted it ended early
 */
public record JobRun(
    UUID id,
    String job,
    Trigger trigger,
    String options,
    State state,
    Instant startedAt,
    Instant aliveAt,
    Optional<Instant> endedAt,
    int done,
    int total,
    RunResult.Counts counts,
    String node,
    String correlationId,
    Optional<LogPlaces> log,
    Optional<Cancelled> cancelled,
    Optional<String> errorCode,
    Optional<String> errorText) {

  /** How a run stands; meanings in the comment on table jobs.run. */
  public enum State {
    RUNNING,
    SUCCEEDED,
    STOPPED,
    FAILED,
    SKIPPED,
    LOST,
    CANCELLED
  }

  /** What started a run. */
  public sealed interface Trigger {
    /** Its timetable: the time that had come. */
    record Schedule(Instant due) implements Trigger {}

    /** A person, with a reason. */
    record Operator(String name, String reason) implements Trigger {
      public Operator {
        demandNamed(name, reason);
      }
    }

    /** A person who wants a window of the past worked through. */
    record Backfilling(UUID backfill, String name, String reason) implements Trigger {
      public Backfilling {
        demandNamed(name, reason);
      }
    }

    private static void demandNamed(String name, String reason) {
      if (name.isBlank() || reason.isBlank()) {
        throw new IllegalArgumentException("a run by hand needs an operator and a reason");
      }
    }
  }

  /**
   * Places in the message log.
   *
   * @param from the first that can be the run's
   * @param to the first after its last; empty while it runs
   */
  public record LogPlaces(long from, Optional<Long> to) {}

  /** Who ended a run early, and why. */
  public record Cancelled(String by, String reason) {}

  /** A person who asked for a run. */
  public record Asker(String name, String reason) {}

  /** Who asked for it; empty when its time had come. */
  public Optional<Asker> asker() {
    return switch (trigger) {
      case Trigger.Schedule _ -> Optional.empty();
      case Trigger.Operator(String name, String reason) -> Optional.of(new Asker(name, reason));
      case Trigger.Backfilling(_, String name, String reason) ->
          Optional.of(new Asker(name, reason));
    };
  }

  /** Units a second so far; empty before the first. */
  public Optional<Double> rate() {
    double seconds = lasted().toMillis() / 1000.0;
    return done == 0 || seconds == 0 ? Optional.empty() : Optional.of(done / seconds);
  }

  /** How much longer it takes at its rate so far; empty when it has ended or nobody can say. */
  public Optional<Duration> remaining() {
    return state != State.RUNNING || total <= done
        ? Optional.empty()
        : rate().map(rate -> Duration.ofMillis(Math.round((total - done) / rate * 1000)));
  }

  /** From its start to its end or last sign of life. */
  public Duration lasted() {
    return Duration.between(startedAt, endedAt.orElse(aliveAt));
  }
}
