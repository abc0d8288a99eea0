package vn.lienthong.signing.verify;

import java.util.ArrayList;
import java.util.List;
import vn.lienthong.signing.verify.Report.Finding;
import vn.lienthong.signing.verify.Report.Verdict;
import vn.lienthong.signing.verify.Report.Weight;

/** Collects findings; a log with a million faults names the first thousand and counts the rest. */
final class Findings {
  private static final int NAMED = 1000;

  private final List<Finding> all = new ArrayList<>();
  private long unnamed;

  void note(String code, String where, String english, String vietnamese) {
    add(new Finding(Weight.NOTE, code, where, english, vietnamese));
  }

  void open(String code, String where, String english, String vietnamese) {
    add(new Finding(Weight.OPEN, code, where, english, vietnamese));
  }

  void fault(String code, String where, String english, String vietnamese) {
    add(new Finding(Weight.FAULT, code, where, english, vietnamese));
  }

  private void add(Finding finding) {
    if (all.size() < NAMED) {
      all.add(finding);
    } else {
      unnamed++;
    }
  }

  List<Finding> list() {
    if (unnamed == 0) {
      return List.copyOf(all);
    }
    List<Finding> withRest = new ArrayList<>(all);
    withRest.add(
        new Finding(
            Weight.FAULT, "more", "", unnamed + " more findings", unnamed + " phát hiện nữa"));
    return withRest;
  }

  Verdict verdict() {
    if (has(Weight.FAULT) || unnamed > 0) {
      return Verdict.INVALID;
    }
    return has(Weight.OPEN) ? Verdict.INDETERMINATE : Verdict.VALID;
  }

  private boolean has(Weight weight) {
    return all.stream().anyMatch(finding -> finding.weight() == weight);
  }
}
