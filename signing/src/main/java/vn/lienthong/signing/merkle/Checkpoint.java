package vn.lienthong.signing.merkle;

import java.util.Arrays;

/**
 * Size and root of a log. Source: C2SP tlog-checkpoint.
 *
 * @param origin name of the log, without line breaks
 */
public record Checkpoint(String origin, long size, byte[] root) {
  public Checkpoint {
    if (origin.isBlank() || origin.indexOf('\n') >= 0 || size < 0 || root.length != 32) {
      throw new IllegalArgumentException("not a checkpoint: " + origin + " " + size);
    }
    root = root.clone();
  }

  /** The signed text: origin, size, root, each on a line. */
  public String text() {
    return origin + "\n" + size + "\n" + StrictBase64.encode(root) + "\n";
  }

  /**
   * Reads the text of a note. Extension lines after the third are allowed and not kept.
   *
   * @throws IllegalArgumentException when it is no checkpoint
   */
  public static Checkpoint parse(String text) {
    String[] lines = text.split("\n", -1);
    boolean whole = lines.length >= 4 && lines[lines.length - 1].isEmpty();
    if (!whole
        || Arrays.stream(lines, 0, lines.length - 1).anyMatch(String::isEmpty)
        || !lines[1].matches("0|[1-9][0-9]{0,18}")) {
      throw new IllegalArgumentException("not a checkpoint: origin, size and root are expected");
    }
    return new Checkpoint(lines[0], Long.parseLong(lines[1]), StrictBase64.decode(lines[2]));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Checkpoint that
        && origin.equals(that.origin)
        && size == that.size
        && Arrays.equals(root, that.root);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(root) * 31 + Long.hashCode(size);
  }
}
