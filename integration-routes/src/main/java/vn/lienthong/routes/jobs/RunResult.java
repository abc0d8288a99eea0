package vn.lienthong.routes.jobs;

import java.util.Optional;
import vn.lienthong.schemas.error.HubError;

/**
 * What came of a run.
 *
 * @param counts what was done
 * @param problem why it did not do all of it; empty when it did
 */
public record RunResult(Counts counts, Optional<Problem> problem) {

  /** How many units came to which end. */
  public record Counts(
      int added, int changed, int withdrawn, int unchanged, int refused, int proposed) {
    /** Nothing done. */
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

    /** Both together. */
    public Counts plus(Counts other) {
      return new Counts(
          added + other.added,
          changed + other.changed,
          withdrawn + other.withdrawn,
          unchanged + other.unchanged,
          refused + other.refused,
          proposed + other.proposed);
    }
  }

  /**
   * Why a run did not do all of its work.
   *
   * @param asksOperator true when a guard stopped it before it changed anything
   */
  public record Problem(boolean asksOperator, HubError error, String text) {}

  /** All of it was done. */
  public static RunResult done(Counts counts) {
    return new RunResult(counts, Optional.empty());
  }

  /** A guard stopped it; nothing was changed. */
  public static RunResult stopped(HubError error, String text) {
    return new RunResult(Counts.NONE, Optional.of(new Problem(true, error, text)));
  }

  /** Its partner may not be asked now: nobody's fault, and what was done stays. */
  public static RunResult heldBack(Counts counts, String text) {
    return new RunResult(counts, Optional.of(new Problem(false, HubError.JOB_HELD_BACK, text)));
  }

  /** Not all of it was done; what was done stays. */
  public static RunResult failed(Counts counts, HubError error, String text) {
    return new RunResult(counts, Optional.of(new Problem(false, error, text)));
  }
}
