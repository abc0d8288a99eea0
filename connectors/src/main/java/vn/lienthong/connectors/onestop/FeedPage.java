package vn.lienthong.connectors.onestop;

import java.util.List;

/** Rows after a watermark, in feed order, and the horizon at the moment of reading. */
public record FeedPage(List<FeedRow> rows, FeedHorizon horizon) {
  public FeedPage {
    rows = List.copyOf(rows);
  }

  /** The watermark once all rows are done; the given one when there are none. */
  public Watermark after(Watermark before) {
    return rows.isEmpty() ? before : rows.getLast().position();
  }
}
