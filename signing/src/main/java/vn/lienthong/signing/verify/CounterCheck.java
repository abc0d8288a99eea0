package vn.lienthong.signing.verify;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.signing.entry.LogEntry;

/** Whether the signed messages to each partner are numbered 1, 2, 3 ... in the order of the log. */
final class CounterCheck {
  private final Findings findings;
  private final Map<String, Long> last = new HashMap<>();

  /** True where earlier entries are not known: the first number of a partner may be any. */
  private boolean incomplete;

  CounterCheck(Findings findings) {
    this.findings = findings;
  }

  void missing() {
    incomplete = true;
    last.clear();
  }

  void check(long index, LogEntry entry) {
    Optional<String> counter = entry.field("counter");
    if (counter.isEmpty()) {
      return;
    }
    String partner = entry.field("partner").orElse("");
    long number = Long.parseLong(counter.orElseThrow());
    Long before = last.put(partner, number);
    if (before == null && incomplete) {
      return;
    }
    long due = before == null ? 1 : before + 1;
    if (number > due) {
      findings.fault(
          "counter-gap",
          "entry " + index,
          "signed message " + number + " to " + partner + ", number " + due + " is missing",
          "bản tin ký số " + number + " gửi " + partner + ", thiếu số " + due);
    } else if (number < due) {
      findings.fault(
          "counter-twice",
          "entry " + index,
          "signed message " + number + " to " + partner + " after number " + (due - 1),
          "bản tin ký số " + number + " gửi " + partner + " đứng sau số " + (due - 1));
    }
  }
}
