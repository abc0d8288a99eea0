package vn.lienthong.signing.merkle;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Up to 256 entries, each after its length in 16 bits, big-endian. Source: C2SP tlog-tiles. */
public final class EntryBundle {
  private EntryBundle() {}

  /** The bytes of a bundle of these entries. */
  public static byte[] encode(List<byte[]> entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] entry : entries) {
      if (entry.length > 0xffff) {
        throw new IllegalArgumentException("an entry of " + entry.length + " bytes");
      }
      out.write(entry.length >> 8);
      out.write(entry.length);
      out.writeBytes(entry);
    }
    return out.toByteArray();
  }

  /**
   * The entries of a bundle.
   *
   * @throws IllegalArgumentException when the bytes end within an entry
   */
  public static List<byte[]> decode(byte[] bundle) {
    List<byte[]> entries = new ArrayList<>();
    int at = 0;
    while (at < bundle.length) {
      if (at + 2 > bundle.length) {
        throw new IllegalArgumentException("ends within a length at byte " + at);
      }
      int length = (bundle[at] & 0xff) << 8 | bundle[at + 1] & 0xff;
      if (at + 2 + length > bundle.length) {
        throw new IllegalArgumentException("ends within the entry at byte " + at);
      }
      entries.add(Arrays.copyOfRange(bundle, at + 2, at + 2 + length));
      at += 2 + length;
    }
    return entries;
  }
}
