package vn.lienthong.connectors.onestop;

/**
 * Up to where the feed may be read.
 *
 * @param epoch the feed's newest epoch
 * @param tx rows below this transaction id are final (pg_snapshot_xmin)
 * @param newest the id that the next transaction will get (pg_snapshot_xmax); above {@code tx} when
 *     a running transaction holds the horizon back
 */
public record FeedHorizon(int epoch, String tx, String newest) {

  /** True when a running transaction, maybe in another database of that server, holds it back. */
  public boolean heldBack() {
    return Long.compareUnsigned(Long.parseUnsignedLong(tx), Long.parseUnsignedLong(newest)) < 0;
  }

  /**
   * True when the feed ends before the watermark: the database was restored or replaced without a
   * new epoch, and what was read is no longer what it holds.
   */
  public boolean isBehind(Watermark watermark) {
    return watermark.compareTo(new Watermark(epoch, tx, 0)) >= 0
        && !watermark.equals(Watermark.START);
  }
}
