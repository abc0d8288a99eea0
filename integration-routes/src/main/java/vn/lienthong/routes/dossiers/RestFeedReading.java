package vn.lienthong.routes.dossiers;

import vn.lienthong.connectors.onestop.ChangeFeed;
import vn.lienthong.connectors.onestop.FeedPage;
import vn.lienthong.connectors.onestop.Watermark;

/** Reads the feed page by page through the connector. */
final class RestFeedReading {
  private final ChangeFeed feed;
  private final FeedCapture capture;
  private final FeedPace pace;
  private final int page;

  RestFeedReading(
      ChangeFeed feed, FeedCapture capture, FeedPace pace, DossiersProperties settings) {
    this.feed = feed;
    this.capture = capture;
    this.pace = pace;
    this.page = settings.feedPage();
  }

  public void captureNext() {
    pace.noteFailure();
    Watermark after = capture.position();
    FeedPage rows = feed.readFeed(after, page);
    capture.capture(after, rows.rows());
    pace.note(rows.rows().size());
  }
}
