package vn.lienthong.routes.dossiers;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import vn.lienthong.connectors.onestop.FeedHorizon;
import vn.lienthong.connectors.onestop.FeedRow;
import vn.lienthong.connectors.onestop.Watermark;
import vn.lienthong.schemas.error.HubException;

/** Gives a route the parameters of the feed's query and takes the rows back. */
final class FeedReading {
  private final FeedCapture capture;
  private final FeedPace pace;
  private final Supplier<FeedHorizon> horizon;
  private final FeedWatch watch;
  private final int page;

  FeedReading(
      FeedCapture capture,
      FeedPace pace,
      Supplier<FeedHorizon> horizon,
      FeedWatch watch,
      DossiersProperties settings) {
    this.capture = capture;
    this.horizon = horizon;
    this.watch = watch;
    this.pace = pace;
    this.page = settings.feedPage();
  }

  /**
   * Parameters {@code epoch}, {@code tx}, {@code seq} and {@code limit} of the feed's query.
   *
   * @throws HubException LT-4053 when the feed ends before what was read already: it was restored
   */
  public Map<String, Object> parameters() {
    pace.noteFailure();
    Watermark after = capture.position();
    watch.look(horizon.get(), after);
    return Map.of("epoch", after.epoch(), "tx", after.tx(), "seq", after.seq(), "limit", page);
  }

  /** Captures the rows of the query, unless another node has captured them meanwhile. */
  public void captureRows(List<Map<String, Object>> rows) {
    List<FeedRow> read = rows.stream().map(FeedReading::row).toList();
    Watermark stored = capture.position();
    if (!read.isEmpty() && stored.compareTo(read.getFirst().position()) < 0) {
      capture.capture(stored, read);
    }
    if (read.size() < page) {
      capture.noteEnd();
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
