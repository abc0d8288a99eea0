package vn.lienthong.signing.merkle;

import java.util.Base64;

/** Base64 of RFC 4648 section 4 in its one canonical spelling: padded, no stray bits. */
final class StrictBase64 {
  private StrictBase64() {}

  static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException when the text is another spelling, or none
   */
  static byte[] decode(String text) {
    byte[] bytes = Base64.getDecoder().decode(text);
    if (!encode(bytes).equals(text)) {
      throw new IllegalArgumentException("not canonical base64: " + text);
    }
    return bytes;
  }
}
