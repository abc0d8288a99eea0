package vn.lienthong.connectors.onestop;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The SQL form of the contract. {@link #READ_FEED} and {@link #HORIZON} are written for camel-sql;
 * {@link #READ_FEED_JDBC} is the same text with plain places.
 */
public final class OnestopSql {
  private OnestopSql() {}

  /**
   * The final rows after a watermark: parameters {@code epoch} (int), {@code tx} (text), {@code
   * seq} (bigint), {@code limit} (int); columns tx, seq, epoch, kind, code, version, document, all
   * of simple types. Walks the primary key.
   */
  public static final String READ_FEED =
      """
      SELECT CAST(f.tx AS text) AS tx, f.seq, f.epoch, f.kind, f.code, f.version,
             CAST(f.document AS text) AS document
        FROM lien_thong.change_feed AS f
       WHERE (f.epoch, f.tx, f.seq)
             > (CAST(:#epoch AS integer), CAST(CAST(:#tx AS text) AS xid8), CAST(:#seq AS bigint))
         AND f.tx < pg_snapshot_xmin(pg_current_snapshot())
       ORDER BY f.epoch, f.tx, f.seq
       LIMIT CAST(:#limit AS integer)
      """;

  /** {@link #READ_FEED} with the places epoch, tx, seq, limit in this order. */
  public static final String READ_FEED_JDBC = READ_FEED.replaceAll(":#[a-z]+", "?");

  /** One row: epoch (newest), tx (first transaction that may be running), newest (next id). */
  public static final String HORIZON =
      """
      SELECT lien_thong.current_epoch() AS epoch,
             CAST(pg_snapshot_xmin(s.snapshot) AS text) AS tx,
             CAST(pg_snapshot_xmax(s.snapshot) AS text) AS newest
        FROM (SELECT pg_current_snapshot() AS snapshot) AS s
      """;

  /** The DDL that the vendor runs, from {@code onestop/feed.sql}. */
  public static String feedDdl() {
    return resource("/onestop/feed.sql");
  }

  /** The rights that the hub needs, from {@code onestop/roles.sql}. */
  public static String rolesDdl() {
    return resource("/onestop/roles.sql");
  }

  private static String resource(String path) {
    try (InputStream in = OnestopSql.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("not on the class path: " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("not readable: " + path, e);
    }
  }
}
