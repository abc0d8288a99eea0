package vn.lienthong.signing.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.signing.keys.SigningKey;
import vn.lienthong.signing.merkle.SignedNote.VerifierKey;
import vn.lienthong.signing.testing.TestKeys;

/** Rules: C2SP signed-note, "Format" and "Signatures"; tlog-checkpoint, "Note text". */
final class ReadingNotesTest {
  private static final String TEXT =
      "hub.example/log\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";
  private static final String NAME = "hub.example/log";
  private static final VerifierKey HELD = VerifierKey.parse(vkey(NAME));

  @Test
  void the_key_id_is_that_of_the_specification() throws Exception {
    byte[] raw = NoteKey.raw(key().certificate().getPublicKey());
    var digest = java.security.MessageDigest.getInstance("SHA-256");
    digest.update("hub.example/log\n".getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0x01);

    assertThat(HELD.keyId()).isEqualTo(java.util.Arrays.copyOf(digest.digest(raw), 4));
  }

  @Test
  void lines_of_other_keys_do_not_matter() {
    String note = signed() + "— witness.example " + base64(new byte[76]) + "\n";

    assertThat(SignedNote.parse(note).isSignedBy(HELD)).isTrue();
  }

  @Test
  void a_wrong_line_of_the_known_key_spoils_the_note_even_beside_a_right_one() {
    SignedNote right = SignedNote.parse(signed());
    byte[] wrong = right.signatures().getFirst().signature().clone();
    wrong[5] ^= 1;
    var lines = new java.util.ArrayList<>(right.signatures());
    lines.add(new SignedNote.Line(NAME, HELD.keyId(), wrong));

    assertThat(new SignedNote(TEXT, lines).isSignedBy(HELD)).isFalse();
  }

  @Test
  void a_line_under_another_name_or_key_id_is_not_of_this_key() {
    SignedNote.Line line = SignedNote.parse(signed()).signatures().getFirst();

    assertThat(
            new SignedNote(
                    TEXT,
                    java.util.List.of(
                        new SignedNote.Line("other.example/log", line.keyId(), line.signature())))
                .isSignedBy(HELD))
        .isFalse();
    assertThat(
            new SignedNote(
                    TEXT,
                    java.util.List.of(new SignedNote.Line(NAME, new byte[4], line.signature())))
                .isSignedBy(HELD))
        .isFalse();
  }

  @Test
  void sixteen_signatures_and_a_large_one_are_read() {
    StringBuilder note = new StringBuilder(signed());
    for (int i = 0; i < 16; i++) {
      note.append("— w").append(i).append(' ').append(base64(new byte[4 + 5_000])).append('\n');
    }

    assertThat(SignedNote.parse(note.toString()).signatures()).hasSize(17);
  }

  @Test
  void bytes_that_are_not_utf8_are_refused() {
    byte[] note = signed().getBytes(StandardCharsets.UTF_8);
    note[2] = (byte) 0xff;

    assertThatThrownBy(() -> SignedNote.parse(note)).hasMessageContaining("UTF-8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hub.example/log\r\n7\n",
        "tab\there\n",
        "no signature lines\n",
        "no final newline\n\n— a AAAAAAA=",
        "an empty name\n\n—  AAAAAAA=\n",
        "a plus in the name\n\n— a+b AAAAAAA=\n",
        "a no-break space in the name\n\n— a\u00a0b AAAAAAA=\n",
        "too short\n\n— a AAAAAA==\n",
        "not padded\n\n— a AAAAAAA\n",
        "stray bits\n\n— a AAAAAAB=\n",
        "no em dash\n\n- a AAAAAAA=\n"
      })
  void what_the_specification_forbids_is_refused(String note) {
    assertThatThrownBy(() -> SignedNote.parse(note)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "o\n7\n",
        "o\n07\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "o\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "o\n99999999999999999999\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "o\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU\n",
        "o\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n",
        "o\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuA==\n",
        "o\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        "o\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n"
      })
  void a_text_that_is_no_checkpoint_is_refused(String text) {
    assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void extension_lines_are_allowed() {
    assertThat(Checkpoint.parse(TEXT + "more\n").size()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a+b"})
  void nothing_is_signed_under_a_name_that_no_line_can_carry(String name) {
    assertThatThrownBy(() -> vkey(name)).hasMessageContaining("key name");
  }

  private static SigningKey key() {
    return TestKeys.key("log-note");
  }

  private static String vkey(String name) {
    return SignedNote.verifierKey(name, key().certificate().getPublicKey());
  }

  private static String signed() {
    return SignedNote.sign(TEXT, NAME, key().key(), key().certificate().getPublicKey()).encode();
  }

  private static String base64(byte[] bytes) {
    return java.util.Base64.getEncoder().encodeToString(bytes);
  }
}
