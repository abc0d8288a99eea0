package vn.lienthong.routes.partner;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import vn.lienthong.routes.store.SecretFile;
import vn.lienthong.routes.store.SharedValue;
import vn.lienthong.schemas.error.HubError;

/** Seals session tokens for the database with a key that lies in a file of its own (0600). */
final class SessionCipher {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  private SessionCipher(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  /** Reads the key, or makes one where there is none. Nodes of one hub share the file. */
  static SessionCipher withKeyIn(Path file) {
    return new SessionCipher(SecretFile.read(file, HubError.SESSION_KEY_UNUSABLE));
  }

  /** What other nodes compare. */
  SharedValue shared() {
    return SharedValue.of("hub.keys.session-key", key.getEncoded());
  }

  byte[] seal(String partner, String token) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed =
        run(Cipher.ENCRYPT_MODE, partner, nonce, token.getBytes(StandardCharsets.UTF_8))
            .orElseThrow(() -> new IllegalStateException("AES-GCM could not encrypt"));
    return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
  }

  /** The token, or empty when it was sealed with another key, for another partner, or altered. */
  Optional<String> open(String partner, byte[] sealed) {
    if (sealed.length <= NONCE_BYTES) {
      return Optional.empty();
    }
    byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
    byte[] rest = Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length);
    return run(Cipher.DECRYPT_MODE, partner, nonce, rest)
        .map(plain -> new String(plain, StandardCharsets.UTF_8));
  }

  private Optional<byte[]> run(int mode, String partner, byte[] nonce, byte[] bytes) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(partner.getBytes(StandardCharsets.UTF_8));
      return Optional.of(cipher.doFinal(bytes));
    } catch (GeneralSecurityException _) {
      return Optional.empty();
    }
  }
}
