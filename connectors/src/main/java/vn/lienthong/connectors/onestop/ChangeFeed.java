package vn.lienthong.connectors.onestop;

import vn.lienthong.schemas.error.HubException;

/** The one-stop system's change feed, by SQL or by REST. */
public interface ChangeFeed {

  /**
   * The final rows after the watermark, at most {@code limit}, ordered by (epoch, tx, seq). Within
   * a dossier only {@code version} gives the order.
   *
   * @throws HubException LT-4001 when it cannot be reached, LT-4051 when access is refused, LT-4052
   *     when it breaks the contract, LT-4053 when it ends before the watermark
   */
  FeedPage readFeed(Watermark after, int limit);
}
