package vn.lienthong.routes.messagelog;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts each segment under a key of its own, so that removing the key erases the bytes wherever
 * a copy of them lies.
 */
final class SegmentCipher {
  static final int KEY_BYTES = 32;
  private static final int TAG_BITS = 128;

  /** A key encrypts one segment only, so the nonce may be constant (NIST SP 800-38D, 8.2.1). */
  private static final byte[] NONCE = new byte[12];

  private SegmentCipher() {}

  static byte[] encrypt(byte[] key, byte[] clear) {
    return apply(Cipher.ENCRYPT_MODE, key, clear);
  }

  static byte[] decrypt(byte[] key, byte[] encrypted) {
    return apply(Cipher.DECRYPT_MODE, key, encrypted);
  }

  private static byte[] apply(int mode, byte[] key, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, NONCE));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("segment neither encrypted nor decrypted", e);
    }
  }
}
