package vn.lienthong.signing.verify;

import vn.lienthong.signing.entry.LogEntry;
import vn.lienthong.signing.entry.UnknownVersionException;

/**
 * Reads each entry: its form, whether every request has an outcome, whether a partner's counter has
 * gaps, and whether what was disclosed is what was committed to.
 */
final class EntryCheck {
  private final Findings findings;
  private final CallCheck calls;
  private final CounterCheck counters;
  private final DisclosureCheck disclosures;

  EntryCheck(LogFiles files, Findings findings) {
    this.findings = findings;
    this.calls = new CallCheck(findings);
    this.counters = new CounterCheck(findings);
    this.disclosures = new DisclosureCheck(files, findings);
  }

  void check(long index, byte[] bytes) {
    LogEntry entry;
    try {
      entry = LogEntry.parse(bytes);
    } catch (UnknownVersionException e) {
      findings.open(
          "entry-of-later-version",
          "entry " + index,
          e.getMessage() + ": this verifier does not know it",
          "bộ kiểm tra này không biết: " + e.getMessage());
      missing();
      return;
    } catch (IllegalArgumentException e) {
      findings.fault(
          "entry-unreadable",
          "entry " + index,
          "" + e.getMessage(),
          "không đọc được: " + e.getMessage());
      missing();
      return;
    }
    if (index == 0 && entry.field("service").filter("log-opened"::equals).isPresent()) {
      // the log of a later epoch: calls and counters go on from the one before
      missing();
    }
    calls.check(index, entry);
    counters.check(index, entry);
    disclosures.check(index, entry);
  }

  /** Entries here could not be read: what they would have said must not be held against others. */
  void missing() {
    calls.missing();
    counters.missing();
  }

  void finish(long size) {
    calls.finish();
    disclosures.finish(size);
  }
}
