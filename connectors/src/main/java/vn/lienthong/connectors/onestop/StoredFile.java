package vn.lienthong.connectors.onestop;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file of a dossier, whole in memory. {@code sha256} is what the one-stop system says of it, in
 * lower-case hex.
 */
public record StoredFile(String mediaType, String sha256, byte[] bytes) {

  /** True when the bytes have the digest that the one-stop system states. */
  public boolean isIntact() {
    return digest(bytes).equals(sha256);
  }

  /** SHA-256 in lower-case hex. */
  static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "StoredFile[" + mediaType + ", " + bytes.length + " bytes]";
  }
}
