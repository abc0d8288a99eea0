package vn.lienthong.signing.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.lienthong.signing.verify.Report.Finding;
import vn.lienthong.signing.verify.Report.Verdict;
import vn.lienthong.signing.verify.Report.Weight;

/**
 * Collects findings, those of one kind together: all count, the first thousand of a kind by name.
 */
final class Findings {
  private static final int NAMED = 1000;

  private final Map<Key, Kind> kinds = new LinkedHashMap<>();

  private record Key(Weight weight, String code) {}

  private static final class Kind {
    private final List<Finding> named = new ArrayList<>();
    private long more;
  }

  void note(String code, String where, String english, String vietnamese) {
    add(new Finding(Weight.NOTE, code, where, english, vietnamese));
  }

  void open(String code, String where, String english, String vietnamese) {
    add(new Finding(Weight.OPEN, code, where, english, vietnamese));
  }

  void fault(String code, String where, String english, String vietnamese) {
    add(new Finding(Weight.FAULT, code, where, english, vietnamese));
  }

  /** A fault; or only open, where what is missing may lie outside of what could be read. */
  void faultUnless(boolean excused, String code, String where, String english, String vietnamese) {
    add(new Finding(excused ? Weight.OPEN : Weight.FAULT, code, where, english, vietnamese));
  }

  private void add(Finding finding) {
    Kind kind = kinds.computeIfAbsent(new Key(finding.weight(), finding.code()), _ -> new Kind());
    if (kind.named.size() < NAMED) {
      kind.named.add(finding);
    } else {
      kind.more++;
    }
  }

  List<Finding> list() {
    List<Finding> all = new ArrayList<>();
    kinds.forEach(
        (key, kind) -> {
          all.addAll(kind.named);
          if (kind.more > 0) {
            all.add(
                new Finding(
                    key.weight(),
                    key.code(),
                    "...",
                    kind.more + " more of this kind",
                    "còn " + kind.more + " phát hiện cùng loại"));
          }
        });
    return all;
  }

  Verdict verdict() {
    if (has(Weight.FAULT)) {
      return Verdict.INVALID;
    }
    return has(Weight.OPEN) ? Verdict.INDETERMINATE : Verdict.VALID;
  }

  private boolean has(Weight weight) {
    return kinds.keySet().stream().anyMatch(key -> key.weight() == weight);
  }
}
