package vn.lienthong.routes.jobs;

import java.util.ArrayList;
import java.util.List;

/**
 * What a run is asked to do beyond the usual.
 *
 * @param full everything anew, not only what is due
 * @param dryRun report what would be done and store nothing, not even that it ran
 * @param acceptList take the partner's list as it is although a guard asks an operator
 */
public record RunOptions(boolean full, boolean dryRun, boolean acceptList) {
  /** The usual run. */
  public static final RunOptions USUAL = new RunOptions(false, false, false);

  String text() {
    List<String> words = new ArrayList<>();
    if (full) {
      words.add("full");
    }
    if (dryRun) {
      words.add("dry-run");
    }
    if (acceptList) {
      words.add("accept-list");
    }
    return String.join(" ", words);
  }
}
