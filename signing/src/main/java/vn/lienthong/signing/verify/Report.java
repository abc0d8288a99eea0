package vn.lienthong.signing.verify;

import java.util.List;

/**
 * What came of verifying a log.
 *
 * @param verdict worst of all findings
 * @param origin name of the log, empty when no checkpoint could be read
 * @param size entries that the checkpoint covers
 * @param rootHash root, lower-case hex
 * @param findings everything that was found, in the order of checking
 */
public record Report(
    Verdict verdict, String origin, long size, String rootHash, List<Finding> findings) {
  public Report {
    findings = List.copyOf(findings);
  }

  /** The three answers. */
  public enum Verdict {
    VALID(0),
    INVALID(1),
    INDETERMINATE(2);

    private final int exitStatus;

    Verdict(int exitStatus) {
      this.exitStatus = exitStatus;
    }

    /** Exit status of the command that says it. */
    public int exitStatus() {
      return exitStatus;
    }
  }

  /** How much a finding weighs. */
  public enum Weight {
    /** It was checked and holds, or is worth knowing. */
    NOTE,
    /** It could not be decided. */
    OPEN,
    /** It proves a change, or a fault of the log. */
    FAULT
  }

  /** One finding: a fixed code, where, and what. */
  public record Finding(
      Weight weight, String code, String where, String english, String vietnamese) {}
}
