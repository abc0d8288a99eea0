package vn.lienthong.routes.files;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import vn.lienthong.routes.store.SecretFile;
import vn.lienthong.routes.store.SharedValue;
import vn.lienthong.schemas.error.HubError;

/**
 * Derives tokens of 256 bits: HMAC-SHA256 under a key in a file of its own (0600) over what the
 * link is for. So a link can be given out again while the database knows only its digest.
 */
final class LinkKey {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final SecretKeySpec key;

  private LinkKey(byte[] key) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  /** Reads the key, or makes one where there is none. */
  static LinkKey in(Path file) {
    return new LinkKey(SecretFile.read(file, HubError.FILE_LINK_KEY_UNUSABLE));
  }

  /** What other nodes compare. */
  SharedValue shared() {
    return SharedValue.of("hub.files.key-file", key.getEncoded());
  }

  /** The token of this link. Parts are told apart by their length, so no two links share one. */
  byte[] token(String partner, String dossier, String fileKey, String sha256, int issue) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      for (String part : new String[] {partner, dossier, fileKey, sha256}) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        mac.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
        mac.update(bytes);
      }
      return mac.doFinal(ByteBuffer.allocate(4).putInt(issue).array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  /** The token as it stands in the address: 43 characters. */
  static String text(byte[] token) {
    return ENCODER.encodeToString(token);
  }

  /** What the database knows of the token with this text; empty when the text is none. */
  static Optional<byte[]> digest(String text) {
    if (text.length() != 43) {
      return Optional.empty();
    }
    try {
      byte[] token = Base64.getUrlDecoder().decode(text);
      return text.equals(text(token)) ? Optional.of(sha256(token)) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
