package vn.lienthong.routes.messagelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.signing.merkle.Rfc6962;
import vn.lienthong.signing.verify.ProofVerifier;
import vn.lienthong.signing.verify.Report;

class ProvingOneEntryTest {
  @TempDir Path place;
  private LogBench bench;

  @BeforeEach
  void aLogOfMoreThanTwoTiles() {
    bench = new LogBench(place);
    bench.append(Drafts.batch("c1", IntStream.range(0, 600).mapToObj(i -> "D-" + i).toList()));
    bench.sequencer().sealOnce();
  }

  @Test
  void a_proof_from_the_stored_nodes_is_that_of_rfc_6962() {
    List<byte[]> leaves = bench.store.hashes(1, 0, 0, 601);

    for (int index : new int[] {0, 1, 255, 256, 257, 511, 512, 599, 600}) {
      assertThat(bench.store.inclusionProof(1, index, 601))
          .as("entry " + index)
          .containsExactlyElementsOf(Rfc6962.inclusionProof(index, leaves));
    }
    assertThat(bench.store.inclusionProof(1, 300, 512))
        .containsExactlyElementsOf(Rfc6962.inclusionProof(300, leaves.subList(0, 512)));
  }

  @Test
  void entry_and_proof_are_written_and_verify_and_that_is_an_entry() throws IOException {
    Path proof = proofs().write(257, place.resolve("proof"), "operator", "court order");

    Report report =
        ProofVerifier.verify(
            "257.tlog-proof",
            Files.readAllBytes(proof),
            Files.readAllBytes(place.resolve("proof/257.json")),
            bench.anchors(LogBench.ORIGIN).logKey());
    assertThat(report.verdict()).as(report::toString).isEqualTo(Report.Verdict.VALID);
    bench.sequencer().sealOnce();
    assertThat(new String(bench.store.entries(1, 601, 602).getFirst(), StandardCharsets.US_ASCII))
        .contains("\"service\":\"log-proof\"")
        .contains("\"message\":\"entry 257\"");
  }

  @Test
  void an_entry_that_is_not_covered_cannot_be_proved() {
    assertThatThrownBy(() -> proofs().write(601, place.resolve("proof"), "operator", "r"))
        .isInstanceOfSatisfying(
            HubException.class,
            e -> assertThat(e.error()).isEqualTo(HubError.LOG_INDEX_NOT_COVERED));
    assertThat(place.resolve("proof")).doesNotExist();
  }

  private LogProofs proofs() {
    return new LogProofs(bench.log, bench.store, bench.roots, bench.transaction);
  }
}
