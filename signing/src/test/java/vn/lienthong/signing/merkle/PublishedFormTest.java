package vn.lienthong.signing.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.lienthong.signing.keys.SigningKey;
import vn.lienthong.signing.merkle.SignedNote.VerifierKey;
import vn.lienthong.signing.testing.TestKeys;

final class PublishedFormTest {

  @Test
  void tile_paths_are_those_of_c2sp_tlog_tiles() {
    assertThat(TilePath.hashes(0, 1234067, 256)).isEqualTo("tile/0/x001/x234/067");
    assertThat(TilePath.hashes(1, 0, 3)).isEqualTo("tile/1/000.p/3");
    assertThat(TilePath.entries(273, 112)).isEqualTo("tile/entries/273.p/112");
    assertThat(TilePath.entries(1000, 256)).isEqualTo("tile/entries/x001/000");
  }

  @Test
  void a_bundle_gives_back_its_entries() {
    List<byte[]> entries = List.of(bytes("a"), bytes(""), bytes("xyz".repeat(1000)));

    assertThat(EntryBundle.decode(EntryBundle.encode(entries))).containsExactlyElementsOf(entries);
    assertThat(EntryBundle.encode(List.of(bytes("ab")))).containsExactly(0, 2, 'a', 'b');
  }

  @Test
  void a_bundle_that_ends_too_early_is_refused() {
    byte[] cut = {0, 5, 'a', 'b'};

    assertThatThrownBy(() -> EntryBundle.decode(cut)).hasMessageContaining("within the entry");
  }

  /** The note of the Go package golang.org/x/mod/sumdb/note, which C2SP signed-note describes. */
  @Test
  void the_published_example_note_verifies() {
    VerifierKey peterNeumann =
        VerifierKey.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    String text =
        "If you think cryptography is the answer to your problem,\n"
            + "then you don't know what your problem is.\n";
    String note =
        text
            + "\n"
            + "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    assertThat(SignedNote.parse(note).isSignedBy(peterNeumann)).isTrue();
    assertThat(SignedNote.parse(note).encode()).isEqualTo(note);
    assertThat(SignedNote.parse(note.replace("answer", "Answer")).isSignedBy(peterNeumann))
        .isFalse();
  }

  @Test
  void a_checkpoint_says_origin_size_and_root() {
    Checkpoint checkpoint = new Checkpoint("laocai.gov.vn/lienthong/1", 0, Rfc6962.emptyRoot());

    assertThat(checkpoint.text())
        .isEqualTo("laocai.gov.vn/lienthong/1\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
    assertThat(Checkpoint.parse(checkpoint.text())).isEqualTo(checkpoint);
  }

  @Test
  void a_signed_checkpoint_verifies_with_the_key_that_auditors_hold() {
    SigningKey key = TestKeys.key("log-note");
    Checkpoint checkpoint = new Checkpoint("laocai.gov.vn/lienthong/1", 7, Rfc6962.emptyRoot());
    SignedNote note =
        SignedNote.sign(
            checkpoint.text(), checkpoint.origin(), key.key(), key.certificate().getPublicKey());
    VerifierKey held =
        VerifierKey.parse(
            SignedNote.verifierKey(checkpoint.origin(), key.certificate().getPublicKey()));

    assertThat(SignedNote.parse(note.encode()).isSignedBy(held)).isTrue();
  }

  @Test
  void a_verifier_key_whose_hash_is_another_is_refused() {
    assertThatThrownBy(
            () ->
                VerifierKey.parse(
                    "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"))
        .hasMessageContaining("hash");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
