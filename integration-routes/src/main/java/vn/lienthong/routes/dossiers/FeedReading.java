package vn.lienthong.routes.dossiers;

import java.util.List;
import java.util.Map;
import vn.lienthong.connectors.onestop.FeedRow;
import vn.lienthong.connectors.onestop.Watermark;

/** Gives a route the parameters of the feed's query and takes the rows back. */
final class FeedReading {
  private final FeedCapture capture;
  private final FeedPace pace;
  private final int page;

  FeedReading(FeedCapture capture, FeedPace pace, DossiersProperties settings) {
    this.capture = capture;
    this.pace = pace;
    this.page = settings.feedPage();
  }

  /** Parameters {@code epoch}, {@code tx}, {@code seq} and {@code limit} of the feed's query. */
  public Map<String, Object> parameters() {
    pace.noteFailure();
    Watermark after = capture.position();
    return Map.of("epoch", after.epoch(), "tx", after.tx(), "seq", after.seq(), "limit", page);
  }

  /** Captures the rows of the query, unless another node has captured them meanwhile. */
  public void captureRows(List<Map<String, Object>> rows) {
    List<FeedRow> read = rows.stream().map(FeedReading::row).toList();
    Watermark stored = capture.position();
    if (!read.isEmpty() && stored.compareTo(read.getFirst().position()) < 0) {
      capture.capture(stored, read);
    }
    pace.note(read.size());
  }

  private static FeedRow row(Map<String, Object> columns) {
    return new FeedRow(
        text(columns, "tx"),
        number(columns, "seq"),
        (int) number(columns, "epoch"),
        text(columns, "kind"),
        text(columns, "code"),
        number(columns, "version"),
        text(columns, "document"));
  }

  private static String text(Map<String, Object> columns, String name) {
    return String.valueOf(columns.get(name));
  }

  private static long number(Map<String, Object> columns, String name) {
    return columns.get(name) instanceof Number number ? number.longValue() : 0;
  }
}
