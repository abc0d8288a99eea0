package vn.lienthong.routes.messagelog;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes what the log holds about one dossier: bodies, salts, signature values, the code itself.
 * Entries stay and read "body erased, digest intact"; other dossiers of a batched call keep their
 * own proof. Owns table erasure.
 */
public final class Erasure {
  /** A whole call is about the dossier when no other one is in it: then its answer goes, too. */
  private static final String HIT =
      """
      WITH calls AS (
        SELECT DISTINCT e.call_id
          FROM messagelog.secret s
          JOIN messagelog.entry e ON e.id = s.entry_id AND e.appended_at = s.appended_at
         WHERE s.value = :dossier AND s.purpose IN ('SEGMENT', 'DOSSIER')),
      alone AS (
        SELECT c.call_id
          FROM calls c
         WHERE NOT EXISTS (
           SELECT FROM messagelog.entry e
             JOIN messagelog.secret s ON s.entry_id = e.id AND s.appended_at = e.appended_at
            WHERE e.call_id = c.call_id AND s.purpose IN ('SEGMENT', 'DOSSIER')
              AND s.value <> :dossier))
      SELECT g.entry_id, g.position
        FROM calls c
        JOIN messagelog.entry e ON e.call_id = c.call_id
        JOIN messagelog.segment g ON g.entry_id = e.id AND g.appended_at = e.appended_at
        LEFT JOIN messagelog.secret s
          ON s.entry_id = g.entry_id AND s.appended_at = g.appended_at
         AND s.purpose = 'SEGMENT' AND s.position = g.position
       WHERE g.cipher IS NOT NULL
         AND (s.value = :dossier OR c.call_id IN (SELECT a.call_id FROM alone a))
       LIMIT 1000000
      """;

  /** A call's segments of dossiers, or the one that an item commits to. */
  private static final String NOTE =
      """
      INSERT INTO messagelog.erasure AS x
             (entry_id, erased_at, segments_erased, segments, act_id)
      SELECT a.id, :now, count(g.entry_id) FILTER (WHERE g.cipher IS NULL), count(g.entry_id), :act
        FROM unnest(:affected) AS a (id)
        LEFT JOIN messagelog.segment g
          ON (g.entry_id = a.id OR g.item_id = a.id) AND g.starts_at IS NOT NULL
       GROUP BY a.id
      ON CONFLICT (entry_id) DO UPDATE
         SET erased_at = excluded.erased_at, segments_erased = excluded.segments_erased,
             act_id = excluded.act_id
      """;

  private static final String BODIES =
      """
      UPDATE messagelog.segment g SET cipher = NULL
        FROM unnest(:entry, :position) AS h (entry_id, position)
       WHERE g.entry_id = h.entry_id AND g.position = h.position
      RETURNING g.item_id
      """;
  private static final String KEYS =
      """
      DELETE FROM messagelog.secret s
       USING unnest(:entry, :position) AS h (entry_id, position)
       WHERE s.entry_id = h.entry_id
         AND (s.purpose = 'PAYLOAD' OR (s.purpose = 'SEGMENT' AND s.position = h.position))
      """;

  /** Also where there was no body: a signed header names the path, and that the dossier. */
  private static final String SIGNATURES =
      """
      DELETE FROM messagelog.secret s
       WHERE s.purpose = 'PAYLOAD'
         AND s.entry_id IN (SELECT d.entry_id FROM messagelog.secret d
                             WHERE d.purpose = 'DOSSIER' AND d.value = :dossier)
      """;

  private static final String CODES =
      """
      DELETE FROM messagelog.secret WHERE purpose = 'DOSSIER' AND value = :dossier
      RETURNING entry_id
      """;

  private final JdbcClient jdbc;
  private final MessageLog log;
  private final TransactionTemplate transactions;
  private final Clock clock;

  Erasure(JdbcClient jdbc, MessageLog log, TransactionTemplate transactions, Clock clock) {
    this.jdbc = jdbc;
    this.log = log;
    this.transactions = transactions;
    this.clock = clock;
  }

  private record Hit(UUID entry, int position) {}

  /**
   * Erases in one transaction, with an entry of the act that names no dossier. The answer to a call
   * of several dossiers stays until the last of them is erased, because it is the others' proof.
   *
   * @return how many bodies were erased
   */
  public int erase(String dossier, String who, String reason) {
    return Objects.requireNonNull(transactions.execute(_ -> eraseNow(dossier, who, reason)));
  }

  private int eraseNow(String dossier, String who, String reason) {
    List<Hit> hits =
        jdbc.sql(HIT)
            .param("dossier", dossier)
            .query(
                (row, _) -> new Hit(row.getObject("entry_id", UUID.class), row.getInt("position")))
            .list();
    SqlArrayValue entries = new SqlArrayValue("uuid", hits.stream().map(Hit::entry).toArray());
    SqlArrayValue positions = new SqlArrayValue("int4", hits.stream().map(Hit::position).toArray());
    Set<UUID> affected = new TreeSet<>();
    hits.forEach(hit -> affected.add(hit.entry()));
    affected.addAll(items(entries, positions));
    jdbc.sql(KEYS).param("entry", entries).param("position", positions).update();
    jdbc.sql(SIGNATURES).param("dossier", dossier).update();
    affected.addAll(jdbc.sql(CODES).param("dossier", dossier).query(UUID.class).list());
    UUID act =
        log.append(
            OperatorActs.act(
                "erasure",
                who,
                Optional.empty(),
                hits.size() + " bodies",
                OperatorActs.text(reason)));
    Instant now = clock.instant();
    jdbc.sql(NOTE)
        .param("now", Timestamp.from(now))
        .param("act", act)
        .param("affected", new SqlArrayValue("uuid", affected.toArray()))
        .update();
    return hits.size();
  }

  /** Removes bodies; answers the items that committed to them. */
  private List<UUID> items(SqlArrayValue entries, SqlArrayValue positions) {
    return jdbc
        .sql(BODIES)
        .param("entry", entries)
        .param("position", positions)
        .query((row, _) -> Optional.ofNullable(row.getObject("item_id", UUID.class)))
        .list()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }
}
