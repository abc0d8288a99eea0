package vn.lienthong.signing.verify;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.lienthong.signing.cms.CmsCheck;
import vn.lienthong.signing.cms.DetachedCms;
import vn.lienthong.signing.keys.TrustAnchors;
import vn.lienthong.signing.merkle.Checkpoint;
import vn.lienthong.signing.merkle.SignedNote;
import vn.lienthong.signing.merkle.SignedNote.VerifierKey;

/** Reads the checkpoint and holds its two signatures against what the auditor trusts. */
final class CheckpointCheck {
  private static final String FILE = "checkpoint";
  private static final String CMS = "checkpoint.p7s";

  private final LogFiles files;
  private final Findings findings;

  CheckpointCheck(LogFiles files, Findings findings) {
    this.files = files;
    this.findings = findings;
  }

  /** A signed note that is a checkpoint. */
  record Read(SignedNote note, Checkpoint checkpoint) {}

  Optional<Read> read() {
    Optional<byte[]> bytes = files.read(FILE);
    if (bytes.isEmpty()) {
      findings.fault(
          "checkpoint-missing",
          FILE,
          "there is no checkpoint in " + files.folder(),
          "không có điểm niêm phong trong " + files.folder());
      return Optional.empty();
    }
    try {
      SignedNote note = SignedNote.parse(bytes.orElseThrow());
      return Optional.of(new Read(note, Checkpoint.parse(note.text())));
    } catch (IllegalArgumentException e) {
      findings.fault(
          "checkpoint-unreadable",
          FILE,
          "no signed checkpoint: " + e.getMessage(),
          "không phải điểm niêm phong có chữ ký: " + e.getMessage());
      return Optional.empty();
    }
  }

  void logKey(Read read, Optional<VerifierKey> trusted) {
    String found = files.has("log.vkey") ? "; log.vkey lies in the export and is not trusted" : "";
    logKey(findings, read.note(), read.checkpoint(), trusted, found);
  }

  static void logKey(
      Findings findings,
      SignedNote note,
      Checkpoint checkpoint,
      Optional<VerifierKey> trusted,
      String hint) {
    if (trusted.isEmpty()) {
      findings.open(
          "log-key-missing",
          FILE,
          "no verifier key was given (--vkey)" + hint,
          "chưa cho khóa kiểm tra (--vkey)" + (hint.isEmpty() ? "" : "; log.vkey không được tin"));
      return;
    }
    VerifierKey key = trusted.orElseThrow();
    if (!key.name().equals(checkpoint.origin())) {
      findings.fault(
          "origin-differs",
          FILE,
          "it is of log " + checkpoint.origin() + ", the key is of log " + key.name(),
          "thuộc nhật ký " + checkpoint.origin() + ", khóa thuộc nhật ký " + key.name());
    }
    if (note.isSignedBy(key)) {
      findings.note("log-key-right", FILE, "signed by " + key.name(), "được ký bởi " + key.name());
    } else {
      findings.fault(
          "log-key-wrong",
          FILE,
          "not signed by the key that was given",
          "không được ký bằng khóa đã cho");
    }
  }

  void cms(Read read, Optional<TrustAnchors> trusted, Instant now) {
    Optional<byte[]> p7s = files.read(CMS);
    if (p7s.isEmpty()) {
      findings.open(
          "cms-missing",
          CMS,
          "there is no CMS signature beside the checkpoint",
          "không có chữ ký CMS kèm điểm niêm phong");
      return;
    }
    byte[] text = read.note().text().getBytes(StandardCharsets.UTF_8);
    // without authorities, too: a signature that is wrong in itself is a fault whoever made it
    TrustAnchors authorities = trusted.orElseGet(() -> TrustAnchors.of(List.of()));
    CmsCheck check = DetachedCms.verify(p7s.orElseThrow(), text, authorities, now);
    switch (check) {
      case CmsCheck.Invalid(String why) ->
          findings.fault("cms-wrong", CMS, why, "chữ ký CMS sai: " + why);
      case CmsCheck.Valid valid -> {
        String who = valid.signer().getSubjectX500Principal().getName();
        findings.note("cms-right", CMS, "signed by " + who, "được ký bởi " + who);
      }
      case CmsCheck.OutOfDate late ->
          findings.open(
              "cms-out-of-date",
              CMS,
              "right, and its certificate was valid at "
                  + late.claimedAt()
                  + " as it claims; no time stamp proves that, and today: "
                  + late.text(),
              "đúng, chứng thư còn hiệu lực lúc ký theo lời khai "
                  + late.claimedAt()
                  + "; không có dấu thời gian chứng minh, và hiện nay: "
                  + late.text());
      case CmsCheck.Untrusted other when trusted.isEmpty() ->
          findings.open(
              "authority-missing",
              CMS,
              "no certificate authority was given (--ca) for "
                  + other.signer().getSubjectX500Principal().getName(),
              "chưa cho cơ quan chứng thực (--ca) của "
                  + other.signer().getSubjectX500Principal().getName());
      case CmsCheck.Untrusted(_, String why) ->
          findings.fault("cms-untrusted", CMS, why, "không được tin: " + why);
    }
  }
}
