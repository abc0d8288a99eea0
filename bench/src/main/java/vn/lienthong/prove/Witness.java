package vn.lienthong.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.lienthong.app.HubFolder;
import vn.lienthong.signing.keys.TrustAnchors;
import vn.lienthong.signing.merkle.Checkpoint;
import vn.lienthong.signing.merkle.SignedNote;
import vn.lienthong.signing.verify.Anchors;
import vn.lienthong.signing.verify.LogVerifier;
import vn.lienthong.signing.verify.Report;

/**
 * Somebody outside who keeps checkpoints as they are published; the log must extend them all. Told
 * of a new log after a restore, he keeps those of the old one for what is left of that.
 */
final class Witness {
  private static final int MOST = 64;

  private final HubFolder folder;
  private final List<String> kept = new ArrayList<>();
  private final List<SignedNote.VerifierKey> keys = new ArrayList<>();

  Witness(HubFolder folder) throws IOException {
    this.folder = folder;
    goesOnAs(Files.readString(folder.verifierKey()));
  }

  /** The province hands out the key of its log, or of the new one that it opened. */
  void goesOnAs(String verifierKey) {
    keys.add(SignedNote.VerifierKey.parse(verifierKey.strip()));
  }

  /** Name of the log that goes on. */
  String origin() {
    return keys.getLast().name();
  }

  /** Logs so far: 1 where none was opened anew. */
  int logs() {
    return keys.size();
  }

  /** Keeps what is published now; of very many, every second one. */
  void look() {
    Optional<String> now = published();
    if (now.isEmpty() || kept.contains(now.orElseThrow())) {
      return;
    }
    kept.add(now.orElseThrow());
    for (int i = MOST - 1; kept.size() > MOST && i > 0; i -= 2) {
      kept.remove(i - 1);
    }
  }

  int kept() {
    return kept.size();
  }

  /** What was kept of a log, at most of so many entries. */
  List<String> keptOf(String origin, long size) {
    return kept.stream()
        .filter(note -> checkpoint(note).origin().equals(origin))
        .filter(note -> checkpoint(note).size() <= size)
        .toList();
  }

  /** Verifies the log that goes on with the keys handed out and everything that was kept of it. */
  Report verify(Path log) throws IOException {
    return verify(log, keys.getLast(), keptOf(origin(), Long.MAX_VALUE));
  }

  /** Verifies what is left of a log that ended, with checkpoints that it must extend. */
  Report verifyEnded(Path log, String origin, List<String> older) throws IOException {
    SignedNote.VerifierKey key =
        keys.stream().filter(one -> one.name().equals(origin)).findFirst().orElseThrow();
    return verify(log, key, older);
  }

  private Report verify(Path log, SignedNote.VerifierKey key, List<String> older)
      throws IOException {
    return LogVerifier.verify(
        log,
        new Anchors(
            Optional.of(key),
            Optional.of(TrustAnchors.read(folder.keys().resolve("test-ca.crt"))),
            older),
        Clock.systemUTC().instant());
  }

  /** How a log looks that is being written to, or whose writer died. */
  enum Look {
    /** It holds; requests may have their outcome after the checkpoint. */
    RIGHT,
    /** The signature file is that of the next checkpoint: decision 21 allows it for a moment. */
    BETWEEN_RENAMES,
    WRONG
  }

  /** Looks at a log that need not be at rest. */
  Look lookAt(Path log) throws IOException {
    Report report = verify(log);
    List<Report.Finding> findings =
        report.findings().stream()
            .filter(one -> one.weight() != Report.Weight.NOTE)
            .filter(one -> !liesInAnotherLog(one))
            .toList();
    if (report.size() == 0) {
      return Look.WRONG;
    }
    if (findings.isEmpty()) {
      return Look.RIGHT;
    }
    boolean signatureOnly =
        findings.stream()
            .allMatch(
                one -> one.code().equals("cms-wrong") && one.where().equals("checkpoint.p7s"));
    return signatureOnly ? Look.BETWEEN_RENAMES : Look.WRONG;
  }

  /**
   * True for what a part of a log leaves open and no fault: the outcome comes later, or in the log
   * after it; the request stood in the log before it.
   */
  static boolean liesInAnotherLog(Report.Finding finding) {
    return finding.weight() == Report.Weight.OPEN
        && (finding.code().equals("outcome-missing") || finding.code().equals("request-missing"));
  }

  /** The checkpoint that lies in the hub's folder now. */
  Optional<String> published() {
    try {
      return Optional.of(Files.readString(folder.root().resolve("log/checkpoint")));
    } catch (IOException _) {
      return Optional.empty(); // none yet
    }
  }

  static Checkpoint checkpoint(String note) {
    return Checkpoint.parse(SignedNote.parse(note).text());
  }
}
