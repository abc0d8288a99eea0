package vn.lienthong.routes.messagelog;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Owns the table checkpoint: every root that was signed, one per size. */
final class SignedRoots {
  private static final String LAST =
      """
      SELECT size, root, note, cms FROM messagelog.checkpoint
       WHERE epoch = :epoch ORDER BY size DESC LIMIT 1
      """;
  private static final String SIGNED_ROOT =
      """
      SELECT EXISTS (
        SELECT FROM messagelog.checkpoint
         WHERE epoch = :epoch AND size = :size AND root = :root)
      """;
  private static final String KEEP =
      """
      INSERT INTO messagelog.checkpoint (epoch, size, root, note, cms, signed_at)
      VALUES (:epoch, :size, :root, :note, :cms, :at)
      """;

  private final JdbcClient jdbc;

  SignedRoots(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A signed root. */
  record Signed(long size, byte[] root, String note, byte[] cms) {}

  /** The newest of an epoch. */
  Optional<Signed> last(int epoch) {
    return jdbc.sql(LAST)
        .param("epoch", epoch)
        .query(
            (row, _) ->
                new Signed(
                    row.getLong("size"),
                    row.getBytes("root"),
                    row.getString("note"),
                    row.getBytes("cms")))
        .optional();
  }

  /** True when this root was signed for this size. */
  boolean holds(int epoch, long size, byte[] root) {
    return jdbc.sql(SIGNED_ROOT)
        .param("epoch", epoch)
        .param("size", size)
        .param("root", root)
        .query(Boolean.class)
        .single();
  }

  /** Keeps one; there is none of this size yet. */
  void keep(int epoch, Signed signed, Instant at) {
    jdbc.sql(KEEP)
        .param("epoch", epoch)
        .param("size", signed.size())
        .param("root", signed.root())
        .param("note", signed.note())
        .param("cms", signed.cms())
        .param("at", Timestamp.from(at))
        .update();
  }
}
