package vn.lienthong.connectors.onestop;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The change feed by REST: {@code GET feed?after=<epoch>:<tx>:<seq>&limit=<n>}. */
public final class OnestopRestClient implements ChangeFeed {
  private final RestCalls calls;

  /**
   * @param properties with feed REST
   */
  public OnestopRestClient(OneStopProperties properties) {
    this.calls = new RestCalls(properties);
  }

  @Override
  public FeedPage readFeed(Watermark after, int limit) {
    String cursor = URLEncoder.encode(after.toString(), StandardCharsets.UTF_8);
    FeedPage page =
        calls
            .get(
                "reading the feed", "feed?after=" + cursor + "&limit=" + limit, RestWire.Feed.class)
            .page();
    return OneStopFailures.inOrder(after, page);
  }
}
