package vn.lienthong.signing.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Form: C2SP tlog-proof, "Format". */
final class WritingProofsTest {
  private static final String CHECKPOINT =
      "hub.example/log\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n— a AAAAAAA=\n";

  @Test
  void a_proof_has_header_index_hashes_and_the_checkpoint_as_it_was() {
    TlogProof proof = new TlogProof(0, List.of(new byte[32]), CHECKPOINT);

    assertThat(proof.encode())
        .isEqualTo(
            "c2sp.org/tlog-proof@v1\nindex 0\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n"
                + CHECKPOINT);
  }

  @Test
  void extra_data_is_read_over() {
    assertThat(
            TlogProof.parse("c2sp.org/tlog-proof@v1\nextra AAAA\nindex 3\n\n" + CHECKPOINT).index())
        .isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c2sp.org/tlog-proof@v1\nindex 0\n",
        "c2sp.org/tlog-proof@v2\nindex 0\n\n",
        "c2sp.org/tlog-proof@v1\n\n",
        "c2sp.org/tlog-proof@v1\nindex 00\n\n",
        "c2sp.org/tlog-proof@v1\nindex 0\nnot a hash\n\n"
      })
  void what_is_none_is_refused(String text) {
    assertThatThrownBy(() -> TlogProof.parse(text + CHECKPOINT))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
