package vn.lienthong.connectors.onestop;

/**
 * One row of the change feed as it was written. {@code document} is JSON text. Prints itself
 * without the document.
 */
public record FeedRow(
    String tx, long seq, int epoch, String kind, String code, long version, String document) {

  /** The watermark once this row is done. */
  public Watermark position() {
    return new Watermark(epoch, tx, seq);
  }

  @Override
  public String toString() {
    return "FeedRow[" + position() + " " + kind + " " + code + " version " + version + "]";
  }
}
