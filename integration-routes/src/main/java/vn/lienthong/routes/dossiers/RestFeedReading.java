package vn.lienthong.routes.dossiers;

import vn.lienthong.connectors.onestop.ChangeFeed;
import vn.lienthong.connectors.onestop.FeedPage;
import vn.lienthong.connectors.onestop.Watermark;
import vn.lienthong.schemas.error.HubException;

/** Reads the feed page by page through the connector. */
final class RestFeedReading {
  private final ChangeFeed feed;
  private final FeedCapture capture;
  private final FeedPace pace;
  private final FeedWatch watch;
  private final int page;

  RestFeedReading(
      ChangeFeed feed,
      FeedCapture capture,
      FeedPace pace,
      FeedWatch watch,
      DossiersProperties settings) {
    this.feed = feed;
    this.capture = capture;
    this.pace = pace;
    this.watch = watch;
    this.page = settings.feedPage();
  }

  public void captureNext() {
    pace.noteFailure();
    Watermark after = capture.position();
    FeedPage rows = read(after);
    capture.capture(after, rows.rows());
    if (rows.rows().isEmpty()) { // a vendor may give shorter pages than were asked for
      capture.noteEnd();
    }
    pace.note(rows.rows().size());
  }

  private FeedPage read(Watermark after) {
    try {
      FeedPage read = feed.readFeed(after, page);
      watch.look(read.horizon(), after);
      return read;
    } catch (HubException e) {
      throw watch.failed(e);
    }
  }
}
