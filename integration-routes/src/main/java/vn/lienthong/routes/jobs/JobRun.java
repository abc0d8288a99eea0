package vn.lienthong.routes.jobs;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A run of a job as it stands. */
public record JobRun(
    UUID id,
    String job,
    Trigger trigger,
    String options,
    State state,
    Instant startedAt,
    Optional<Instant> endedAt,
    int done,
    int total,
    RunResult.Counts counts,
    String node,
    String correlationId,
    Optional<String> errorCode,
    Optional<String> errorText) {

  /** How a run stands; meanings in the comment on table jobs.run. */
  public enum State {
    RUNNING,
    SUCCEEDED,
    STOPPED,
    FAILED,
    SKIPPED,
    LOST
  }

  /** What started a run. */
  public sealed interface Trigger {
    /** Its cron. */
    record Schedule() implements Trigger {}

    /** A person, with a reason. */
    record Operator(String name, String reason) implements Trigger {
      public Operator {
        if (name.isBlank() || reason.isBlank()) {
          throw new IllegalArgumentException("a run by hand needs an operator and a reason");
        }
      }
    }
  }
}
