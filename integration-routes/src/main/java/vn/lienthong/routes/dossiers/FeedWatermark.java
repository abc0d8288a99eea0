package vn.lienthong.routes.dossiers;

import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.connectors.onestop.Watermark;

/** Owns table {@code dossiers.watermark}: how far the one-stop system's feed is read. */
final class FeedWatermark {
  private static final String FEED = "onestop";
  private static final String READ =
      "SELECT epoch, tx, seq FROM dossiers.watermark WHERE feed = :feed";
  private static final String BEGIN =
      """
      INSERT INTO dossiers.watermark (feed, epoch, tx, seq, captured_at)
      VALUES (:feed, :epoch, :tx, :seq, :now) ON CONFLICT (feed) DO NOTHING
      """;
  private static final String MOVE =
      """
      UPDATE dossiers.watermark
         SET epoch = :epoch, tx = :tx, seq = :seq, captured_at = :now
       WHERE feed = :feed AND epoch = :oldEpoch AND tx = :oldTx AND seq = :oldSeq
      """;

  private final JdbcClient jdbc;

  FeedWatermark(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Watermark read() {
    return jdbc.sql(READ)
        .param("feed", FEED)
        .query(
            (row, _) -> new Watermark(row.getInt("epoch"), row.getString("tx"), row.getLong("seq")))
        .optional()
        .orElse(Watermark.START);
  }

  /** Moves it in the running transaction; false when another node has moved it meanwhile. */
  boolean move(Watermark from, Watermark to, Instant now) {
    if (from.equals(Watermark.START)) {
      onMark(BEGIN, from, now).update();
    }
    return onMark(MOVE, to, now)
            .param("oldEpoch", from.epoch())
            .param("oldTx", from.tx())
            .param("oldSeq", from.seq())
            .update()
        == 1;
  }

  private JdbcClient.StatementSpec onMark(String sql, Watermark mark, Instant now) {
    return jdbc.sql(sql)
        .param("feed", FEED)
        .param("epoch", mark.epoch())
        .param("tx", mark.tx())
        .param("seq", mark.seq())
        .param("now", Timestamp.from(now));
  }
}
