package vn.lienthong.signing.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.signing.verify.ReportAssert.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.lienthong.signing.merkle.Rfc6962;
import vn.lienthong.signing.merkle.SignedNote;
import vn.lienthong.signing.merkle.TlogProof;
import vn.lienthong.signing.testing.TestKeys;
import vn.lienthong.signing.verify.Report.Verdict;
import vn.lienthong.signing.verify.Report.Weight;

final class VerifyingAProofTest {

  @Test
  void an_entry_with_its_proof_is_in_the_log() throws IOException {
    Report report = verify(proof(300), entry(300));

    assertThat(report)
        .is(Verdict.VALID)
        .finds(Weight.NOTE, "proof-right", "300.tlog-proof")
        .finds(Weight.NOTE, "log-key-right", "checkpoint");
    assertThat(report.size()).isEqualTo(GoldenLog.SIZE);
  }

  @Test
  void another_entry_is_not_proved_by_it() throws IOException {
    assertThat(verify(proof(300), entry(301))).is(Verdict.INVALID).hasFaultsOnly("proof-wrong");
  }

  @Test
  void a_proof_of_another_place_is_wrong() throws IOException {
    assertThat(verify(proof(300).replace("index 300", "index 301"), entry(300)))
        .is(Verdict.INVALID)
        .hasFaultsOnly("proof-wrong");
  }

  @Test
  void what_is_no_proof_is_told() throws IOException {
    assertThat(verify("a letter", entry(300)))
        .is(Verdict.INVALID)
        .hasFaultsOnly("proof-unreadable");
  }

  @Test
  void without_the_key_of_the_log_it_is_open() throws IOException {
    assertThat(
            ProofVerifier.verify("300.tlog-proof", bytes(proof(300)), entry(300), Optional.empty()))
        .is(Verdict.INDETERMINATE)
        .hasOpenOnly("log-key-missing");
  }

  @Test
  void with_the_key_of_another_log_it_is_wrong() throws IOException {
    var other =
        SignedNote.VerifierKey.parse(
            SignedNote.verifierKey(
                "other.example/log", TestKeys.key("log-note").certificate().getPublicKey()));

    assertThat(
            ProofVerifier.verify(
                "300.tlog-proof", bytes(proof(300)), entry(300), Optional.of(other)))
        .is(Verdict.INVALID)
        .hasFaultsOnly("origin-differs", "log-key-wrong");
  }

  private static Report verify(String proof, byte[] entry) {
    return ProofVerifier.verify(
        "300.tlog-proof", bytes(proof), entry, Optional.of(GoldenLog.vkey()));
  }

  private static String proof(int index) throws IOException {
    List<byte[]> leaves = GoldenLog.entries().stream().map(Rfc6962::leafHash).toList();
    return new TlogProof(
            index,
            Rfc6962.inclusionProof(index, leaves),
            Files.readString(GoldenLog.FIXTURE.resolve("checkpoint")))
        .encode();
  }

  private static byte[] entry(int index) throws IOException {
    return GoldenLog.entries().get(index);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
