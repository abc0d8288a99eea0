package vn.lienthong.signing.merkle;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Ed25519 keys as C2SP signed-note names and writes them: type byte 0x01 and 32 bytes. */
final class NoteKey {
  static final byte ED25519 = 1;
  static final int RAW_BYTES = 32;

  /** SubjectPublicKeyInfo of an Ed25519 key up to the key itself (RFC 8410 section 4). */
  private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private NoteKey() {}

  /** SHA-256(name ‖ 0x0A ‖ 0x01 ‖ key), first four bytes. */
  static byte[] id(String name, byte[] raw) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(name.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) '\n');
      digest.update(ED25519);
      return Arrays.copyOf(digest.digest(raw), 4);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static byte[] raw(PublicKey key) {
    byte[] spki = key.getEncoded();
    if (spki.length != SPKI_PREFIX.length + RAW_BYTES
        || !Arrays.equals(spki, 0, SPKI_PREFIX.length, SPKI_PREFIX, 0, SPKI_PREFIX.length)) {
      throw new IllegalArgumentException("not an Ed25519 key: " + key.getAlgorithm());
    }
    return Arrays.copyOfRange(spki, SPKI_PREFIX.length, spki.length);
  }

  static PublicKey publicKey(byte[] raw) {
    byte[] spki = Arrays.copyOf(SPKI_PREFIX, SPKI_PREFIX.length + RAW_BYTES);
    System.arraycopy(raw, 0, spki, SPKI_PREFIX.length, RAW_BYTES);
    try {
      return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not an Ed25519 key", e);
    }
  }

  /** A name that a signature line can carry: not empty, no Unicode space, no plus. */
  static String checkedName(String name) {
    if (name.isEmpty() || name.codePoints().anyMatch(NoteKey::isSpaceOrPlus)) {
      throw new IllegalArgumentException("not a key name: '" + name + "'");
    }
    return name;
  }

  private static boolean isSpaceOrPlus(int c) {
    return c == '+' || c == 0x85 || Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
