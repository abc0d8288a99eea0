package vn.lienthong.signing.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import vn.lienthong.signing.cms.CmsCheck;
import vn.lienthong.signing.cms.DetachedCms;
import vn.lienthong.signing.merkle.Checkpoint;
import vn.lienthong.signing.merkle.SignedNote;

/**
 * Verifies an exported log: signatures of the checkpoint, the whole tree derived anew from the
 * entries, every tile, every entry, the outcomes of calls, the counters, and what was disclosed.
 * Offline; finds all faults, not the first.
 */
public final class LogVerifier {
  private static final long MOST_FILE_BYTES = 64L * 1024 * 1024;

  private final Path folder;
  private final Anchors anchors;
  private final Instant now;
  private final Findings findings = new Findings();

  private LogVerifier(Path folder, Anchors anchors, Instant now) {
    this.folder = folder;
    this.anchors = anchors;
    this.now = now;
  }

  /**
   * Verifies the log in a folder of C2SP tlog-tiles layout.
   *
   * @param now the time at which certificates must be valid
   */
  public static Report verify(Path folder, Anchors anchors, Instant now) {
    return new LogVerifier(folder, anchors, now).report();
  }

  private Report report() {
    Optional<SignedNote> note = note();
    Optional<Checkpoint> checkpoint = note.flatMap(this::checkpoint);
    if (note.isEmpty() || checkpoint.isEmpty()) {
      return new Report(findings.verdict(), "", 0, "", findings.list());
    }
    Checkpoint claimed = checkpoint.orElseThrow();
    checkLogKey(note.orElseThrow());
    checkCms(note.orElseThrow());
    Optional<Checkpoint> older = olderCheckpoint(claimed);
    TreeCheck tree = new TreeCheck(folder, findings, new EntryCheck(folder, findings));
    byte[] root = tree.derive(claimed.size(), older);
    if (!Arrays.equals(root, claimed.root())) {
      findings.fault(
          "root-differs",
          "checkpoint",
          "the entries give another root than the checkpoint says",
          "các mục cho ra giá trị gốc khác với điểm niêm phong");
    }
    return new Report(
        findings.verdict(),
        claimed.origin(),
        claimed.size(),
        HexFormat.of().formatHex(claimed.root()),
        findings.list());
  }

  private Optional<SignedNote> note() {
    Optional<byte[]> bytes = read("checkpoint");
    if (bytes.isEmpty()) {
      findings.fault(
          "checkpoint-missing",
          "checkpoint",
          "there is no checkpoint in " + folder,
          "không có điểm niêm phong trong " + folder);
      return Optional.empty();
    }
    try {
      return Optional.of(SignedNote.parse(new String(bytes.orElseThrow(), StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException e) {
      findings.fault(
          "checkpoint-unreadable",
          "checkpoint",
          "not a signed note: " + e.getMessage(),
          "không phải bản ghi có chữ ký: " + e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<Checkpoint> checkpoint(SignedNote note) {
    try {
      return Optional.of(Checkpoint.parse(note.text()));
    } catch (IllegalArgumentException e) {
      findings.fault(
          "checkpoint-unreadable", "checkpoint", "" + e.getMessage(), "" + e.getMessage());
      return Optional.empty();
    }
  }

  private void checkLogKey(SignedNote note) {
    if (anchors.logKey().isEmpty()) {
      boolean found = Files.exists(folder.resolve("log.vkey"));
      findings.open(
          "log-key-missing",
          "checkpoint",
          "no verifier key was given (--vkey)"
              + (found ? "; log.vkey lies in the export and is not trusted" : ""),
          "chưa cho khóa kiểm tra (--vkey)"
              + (found ? "; log.vkey trong bản xuất không được tin" : ""));
    } else if (note.isSignedBy(anchors.logKey().orElseThrow())) {
      findings.note(
          "log-key-right",
          "checkpoint",
          "signed by " + anchors.logKey().orElseThrow().name(),
          "được ký bởi " + anchors.logKey().orElseThrow().name());
    } else {
      findings.fault(
          "log-key-wrong",
          "checkpoint",
          "not signed by the key that was given",
          "không được ký bằng khóa đã cho");
    }
  }

  private void checkCms(SignedNote note) {
    Optional<byte[]> p7s = read("checkpoint.p7s");
    if (p7s.isEmpty()) {
      findings.open(
          "cms-missing",
          "checkpoint.p7s",
          "there is no CMS signature beside the checkpoint",
          "không có chữ ký CMS kèm điểm niêm phong");
      return;
    }
    if (anchors.authorities().isEmpty()) {
      findings.open(
          "authority-missing",
          "checkpoint.p7s",
          "no certificate authority was given (--ca)",
          "chưa cho cơ quan chứng thực (--ca)");
      return;
    }
    CmsCheck check =
        DetachedCms.verify(
            p7s.orElseThrow(),
            note.text().getBytes(StandardCharsets.UTF_8),
            anchors.authorities().orElseThrow(),
            now);
    switch (check) {
      case CmsCheck.Valid valid ->
          findings.note(
              "cms-right",
              "checkpoint.p7s",
              "signed by " + valid.signer().getSubjectX500Principal(),
              "được ký bởi " + valid.signer().getSubjectX500Principal());
      case CmsCheck.Invalid(String text) ->
          findings.fault("cms-wrong", "checkpoint.p7s", text, text);
    }
  }

  private Optional<Checkpoint> olderCheckpoint(Checkpoint claimed) {
    if (anchors.olderCheckpoint().isEmpty()) {
      return Optional.empty();
    }
    try {
      SignedNote note = SignedNote.parse(anchors.olderCheckpoint().orElseThrow());
      Checkpoint older = Checkpoint.parse(note.text());
      anchors
          .logKey()
          .filter(key -> !note.isSignedBy(key))
          .ifPresent(
              _ ->
                  findings.fault(
                      "older-not-signed",
                      "older checkpoint",
                      "not signed by the key that was given",
                      "không được ký bằng khóa đã cho"));
      if (!older.origin().equals(claimed.origin()) || older.size() > claimed.size()) {
        findings.fault(
            "older-not-extended",
            "older checkpoint",
            "the log does not extend it: " + older.origin() + " of size " + older.size(),
            "nhật ký không nối tiếp điểm này: " + older.origin() + " cỡ " + older.size());
        return Optional.empty();
      }
      return Optional.of(older);
    } catch (IllegalArgumentException e) {
      findings.fault(
          "older-unreadable", "older checkpoint", "" + e.getMessage(), "" + e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<byte[]> read(String name) {
    return read(folder.resolve(name));
  }

  /** The file's bytes, or empty when it is not there or cannot be read. */
  static Optional<byte[]> read(Path file) {
    try {
      return Files.isRegularFile(file) && Files.size(file) <= MOST_FILE_BYTES
          ? Optional.of(Files.readAllBytes(file))
          : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
