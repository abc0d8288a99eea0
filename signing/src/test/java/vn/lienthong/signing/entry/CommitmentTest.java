package vn.lienthong.signing.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class CommitmentTest {

  /** What {@code (printf '%032d' 0; printf abc) | sha256sum} prints: 32 bytes of salt, then abc. */
  @Test
  void a_commitment_is_the_digest_of_salt_and_bytes() {
    byte[] salt = "0".repeat(32).getBytes(StandardCharsets.US_ASCII);

    assertThat(HexFormat.of().formatHex(Commitment.of(salt, new byte[] {'a', 'b', 'c'})))
        .isEqualTo("af1f0da87873662f687d436bbf2c38eb309ce126fefc1ff4dea6b59b179e846b");
  }

  @Test
  void a_salt_of_another_length_is_refused() {
    assertThatThrownBy(() -> Commitment.of(new byte[31], new byte[0]))
        .hasMessageContaining("32 bytes");
  }
}
