package vn.lienthong.signing.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vn.lienthong.signing.merkle.Checkpoint;
import vn.lienthong.signing.merkle.CompactRange;
import vn.lienthong.signing.merkle.SignedNote;

/** Checkpoints that were kept outside: the log must extend each. */
final class OlderCheckpoints {
  private static final String WHERE = "older checkpoint ";

  private final Findings findings;
  private final List<Checkpoint> waiting = new ArrayList<>();

  OlderCheckpoints(Findings findings) {
    this.findings = findings;
  }

  void read(Anchors anchors, Checkpoint claimed) {
    for (int i = 0; i < anchors.olderCheckpoints().size(); i++) {
      read(anchors, claimed, anchors.olderCheckpoints().get(i), WHERE + (i + 1));
    }
  }

  private void read(Anchors anchors, Checkpoint claimed, String text, String where) {
    Checkpoint older;
    try {
      SignedNote note = SignedNote.parse(text);
      older = Checkpoint.parse(note.text());
      if (anchors.logKey().filter(key -> !note.isSignedBy(key)).isPresent()) {
        findings.fault(
            "older-not-signed",
            where,
            "not signed by the key that was given",
            "không được ký bằng khóa đã cho");
      }
    } catch (IllegalArgumentException e) {
      findings.fault("older-unreadable", where, "" + e.getMessage(), "" + e.getMessage());
      return;
    }
    if (!older.origin().equals(claimed.origin())) {
      findings.fault(
          "older-of-another-log",
          where,
          "it is of log " + older.origin() + ", not of " + claimed.origin(),
          "thuộc nhật ký " + older.origin() + ", không phải " + claimed.origin());
    } else if (older.size() > claimed.size()) {
      findings.fault(
          "older-not-extended",
          where,
          "it covers " + older.size() + " entries, the log here only " + claimed.size(),
          "phủ " + older.size() + " mục, nhật ký ở đây chỉ có " + claimed.size());
    } else {
      waiting.add(older);
    }
  }

  /** Holds the tree as far as it was derived against those of its size. */
  void compare(CompactRange range) {
    for (Checkpoint older : waiting) {
      if (older.size() == range.size()) {
        compare(older, range.root());
      }
    }
  }

  private void compare(Checkpoint older, byte[] root) {
    if (Arrays.equals(root, older.root())) {
      findings.note(
          "older-extended",
          WHERE + "of size " + older.size(),
          "the log extends it",
          "nhật ký nối tiếp điểm này");
    } else {
      findings.fault(
          "older-not-extended",
          WHERE + "of size " + older.size(),
          "the first " + older.size() + " entries are not those that it covers",
          older.size() + " mục đầu không phải những mục nó phủ");
    }
  }
}
