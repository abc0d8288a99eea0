package vn.lienthong.signing.verify;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import vn.lienthong.signing.merkle.Checkpoint;
import vn.lienthong.signing.merkle.SignedNote;
import vn.lienthong.signing.merkle.TlogProof;

/**
 * Verifies that one entry is in a log: C2SP tlog-proof. The proof carries the note and no CMS
 * signature, so only the verifier key of the log is asked for.
 */
public final class ProofVerifier {
  private ProofVerifier() {}

  /**
   * Verifies a proof.
   *
   * @param name what the proof is called in findings
   * @param proof the file's bytes
   * @param entry the entry's exact bytes
   */
  public static Report verify(
      String name, byte[] proof, byte[] entry, Optional<SignedNote.VerifierKey> logKey) {
    Findings findings = new Findings();
    TlogProof read;
    SignedNote note;
    Checkpoint checkpoint;
    try {
      read = TlogProof.parse(new String(proof, StandardCharsets.UTF_8));
      note = SignedNote.parse(read.checkpoint());
      checkpoint = Checkpoint.parse(note.text());
    } catch (IllegalArgumentException e) {
      findings.fault(
          "proof-unreadable", name, "" + e.getMessage(), "không đọc được: " + e.getMessage());
      return new Report(findings.verdict(), "", 0, "", findings.list());
    }
    CheckpointCheck.logKey(findings, note, checkpoint, logKey, "");
    if (read.proves(entry)) {
      findings.note(
          "proof-right",
          name,
          "the entry is number " + read.index() + " of the log",
          "mục này là số " + read.index() + " của nhật ký");
    } else {
      findings.fault(
          "proof-wrong",
          name,
          "the entry is not number " + read.index() + " of the log that the checkpoint covers",
          "mục này không phải số " + read.index() + " của nhật ký mà điểm niêm phong phủ");
    }
    return new Report(
        findings.verdict(),
        checkpoint.origin(),
        checkpoint.size(),
        HexFormat.of().formatHex(checkpoint.root()),
        findings.list());
  }
}
