package vn.lienthong.routes.jobs;

import java.time.Instant;
import java.util.UUID;

/**
 * A window of the past that somebody wants worked through again.
 *
 * @param window all of it
 * @param doneTo everything before this moment is done
 * @param operator who asked
 * @param reason why
 */
public record Backfill(
    UUID id,
    String job,
    Window window,
    Instant doneTo,
    State state,
    String operator,
    String reason,
    Instant askedAt) {

  /** How it stands; meanings in the comment on table jobs.backfill. */
  public enum State {
    OPEN,
    DONE,
    CANCELLED,
    FAILED
  }
}
