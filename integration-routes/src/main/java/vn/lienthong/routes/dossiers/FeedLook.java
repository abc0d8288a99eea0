package vn.lienthong.routes.dossiers;

import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.connectors.onestop.ChangeFeed;
import vn.lienthong.connectors.onestop.FeedHorizon;
import vn.lienthong.connectors.onestop.FeedPage;
import vn.lienthong.connectors.onestop.Watermark;
import vn.lienthong.schemas.error.HubException;

/** Looks how far the change feed is read, beside the nodes that read it; changes nothing. */
public final class FeedLook {
  private final FeedWatermark watermark;
  private final ChangeFeed feed;

  public FeedLook(JdbcClient jdbc, ChangeFeed feed) {
    this.watermark = new FeedWatermark(jdbc);
    this.feed = feed;
  }

  /**
   * Where the feed stands.
   *
   * @param read up to where it is read
   * @param waits whether rows wait behind that
   * @param horizon up to where it may be read
   */
  public record Standing(Watermark read, boolean waits, FeedHorizon horizon) {}

  /**
   * Reads one row at most.
   *
   * @throws HubException LT-4001, LT-4051, LT-4052 or LT-4053, as the feed fails
   */
  public Standing now() {
    Watermark read = watermark.read();
    FeedPage page = feed.readFeed(read, 1);
    return new Standing(read, !page.rows().isEmpty(), page.horizon());
  }
}
