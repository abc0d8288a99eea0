package vn.lienthong.connectors.onestop;

import java.util.Comparator;

/**
 * How far the feed was read: everything up to and with this position. {@code tx} is the decimal
 * text of an unsigned 64-bit transaction id.
 */
public record Watermark(int epoch, String tx, long seq) implements Comparable<Watermark> {
  /** Before the first row. */
  public static final Watermark START = new Watermark(0, "0", 0);

  private static final Comparator<Watermark> ORDER =
      Comparator.comparingInt(Watermark::epoch)
          .thenComparing(w -> Long.parseUnsignedLong(w.tx), Long::compareUnsigned)
          .thenComparingLong(Watermark::seq);

  public Watermark {
    if (epoch < 0 || seq < 0 || !isTransactionId(tx)) {
      throw new IllegalArgumentException(
          "a watermark is <epoch>:<tx>:<seq>, is " + epoch + ":" + tx + ":" + seq);
    }
  }

  /**
   * Reads {@code epoch:tx:seq}.
   *
   * @throws IllegalArgumentException when the text has another form
   */
  public static Watermark parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("a watermark is <epoch>:<tx>:<seq>, is " + text);
    }
    return new Watermark(Integer.parseInt(parts[0]), parts[1], Long.parseLong(parts[2]));
  }

  private static boolean isTransactionId(String text) {
    try {
      Long.parseUnsignedLong(text);
      return true;
    } catch (NumberFormatException _) {
      return false;
    }
  }

  @Override
  public int compareTo(Watermark other) {
    return ORDER.compare(this, other);
  }

  /** {@code epoch:tx:seq}, as it stands in the REST contract. */
  @Override
  public String toString() {
    return epoch + ":" + tx + ":" + seq;
  }
}
