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
import vn.lienthong.signing.merkle.SignedNote;
import vn.lienthong.signing.verify.Anchors;
import vn.lienthong.signing.verify.LogVerifier;
import vn.lienthong.signing.verify.Report;

/** Somebody outside who keeps checkpoints as they are published; the log must extend them all. */
final class Witness {
  private static final int MOST = 64;

  private final HubFolder folder;
  private final List<String> kept = new ArrayList<>();

  Witness(HubFolder folder) {
    this.folder = folder;
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

  /** Verifies a log with the keys that the province handed out and everything that was kept. */
  Report verify(Path log) throws IOException {
    return LogVerifier.verify(
        log,
        new Anchors(
            Optional.of(
                SignedNote.VerifierKey.parse(Files.readString(folder.verifierKey()).strip())),
            Optional.of(TrustAnchors.read(folder.keys().resolve("test-ca.crt"))),
            kept),
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
            .filter(
                one ->
                    !(one.weight() == Report.Weight.OPEN && one.code().equals("outcome-missing")))
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

  private Optional<String> published() {
    try {
      return Optional.of(Files.readString(folder.root().resolve("log/checkpoint")));
    } catch (IOException _) {
      return Optional.empty(); // none yet
    }
  }
}
