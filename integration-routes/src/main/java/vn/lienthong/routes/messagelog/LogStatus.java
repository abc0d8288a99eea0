package vn.lienthong.routes.messagelog;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where the message log stands, for the page, reports and health. */
public final class LogStatus {
  private static final String STANDING =
      """
      SELECT t.origin, c.size, c.root, c.signed_at,
             (SELECT count(*) FROM (SELECT FROM messagelog.pending LIMIT 100000) p)
               + t.size - c.size AS pending
        FROM messagelog.checkpoint c
        JOIN messagelog.tree t ON t.epoch = c.epoch
       ORDER BY c.epoch DESC, c.size DESC LIMIT 1
      """;

  private static final String ORIGIN =
      "SELECT origin FROM messagelog.tree ORDER BY epoch DESC LIMIT 1";

  private final JdbcClient jdbc;
  private final CheckpointSigner signer;

  LogStatus(JdbcClient jdbc, CheckpointSigner signer) {
    this.jdbc = jdbc;
    this.signer = signer;
  }

  /**
   * The newest checkpoint.
   *
   * @param size entries it covers
   * @param rootHash lower-case hex
   * @param pending entries that wait for a place under a signed checkpoint; those that have no
   *     place at all are counted up to 100,000
   */
  public record Standing(
      String origin, long size, String rootHash, Instant signedAt, long pending) {}

  /** Empty before the first checkpoint. */
  public Optional<Standing> standing() {
    return jdbc.sql(STANDING)
        .query(
            (row, _) ->
                new Standing(
                    row.getString("origin"),
                    row.getLong("size"),
                    HexFormat.of().formatHex(row.getBytes("root")),
                    row.getTimestamp("signed_at").toInstant(),
                    row.getLong("pending")))
        .optional();
  }

  /** By which auditors check the log that is written to: C2SP signed-note, name+hash+key. */
  public String verifierKey() {
    return signer.verifierKey(
        jdbc.sql(ORIGIN).query(String.class).optional().orElseGet(signer::firstOrigin));
  }
}
