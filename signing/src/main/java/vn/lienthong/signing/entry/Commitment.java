package vn.lienthong.signing.entry;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256(32-byte salt ‖ bytes): binds an entry to bytes that may be erased. */
public final class Commitment {
  /** Length of every salt. */
  public static final int SALT_BYTES = 32;

  private Commitment() {}

  /**
   * The commitment to these bytes.
   *
   * @param salt 32 random bytes, used once
   */
  public static byte[] of(byte[] salt, byte[] bytes) {
    if (salt.length != SALT_BYTES) {
      throw new IllegalArgumentException("a salt has 32 bytes, not " + salt.length);
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(salt);
      return digest.digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
