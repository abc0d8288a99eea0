package vn.lienthong.routes.messagelog;

import java.io.ByteArrayOutputStream;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.signing.merkle.CompactRange;
import vn.lienthong.signing.merkle.Rfc6962;

/** Owns the tables tree, leaf and node, and takes from pending. */
final class TreeStore {
  /** Any fixed number: one sequencer at a time in this database. */
  private static final long SEQUENCER_LOCK = 6_962_001L;

  private static final int HASH_BYTES = 32;

  private static final long SIGNER_LOCK = 6_962_002L;

  private static final String TREE =
      "SELECT epoch, origin, size, frontier FROM messagelog.tree ORDER BY epoch DESC LIMIT 1";
  private static final String OPEN_TREE =
      """
      INSERT INTO messagelog.tree (epoch, origin, size, frontier) VALUES (:epoch, :origin, 0, '')
      ON CONFLICT (epoch) DO NOTHING
      """;
  private static final String PENDING =
      """
      SELECT p.number, p.entry_id, p.appended_at, e.bytes
        FROM messagelog.pending p
        JOIN messagelog.entry e ON e.id = p.entry_id AND e.appended_at = p.appended_at
       ORDER BY p.number
       LIMIT :limit
      """;
  private static final String WORK =
      """
      SELECT EXISTS (SELECT FROM messagelog.pending) AS waiting,
             t.size AS size,
             (SELECT max(c.size) FROM messagelog.checkpoint c WHERE c.epoch = t.epoch) AS signed
        FROM (SELECT max(epoch) AS epoch FROM messagelog.tree) last
        LEFT JOIN messagelog.tree t ON t.epoch = last.epoch
      """;
  private static final String PLACE =
      """
      WITH taken AS (DELETE FROM messagelog.pending WHERE number = ANY (:number)),
      nodes AS (
        INSERT INTO messagelog.node (epoch, level, position, hash)
        SELECT :epoch, n.level, n.position, n.hash
          FROM unnest(:nodeLevel, :nodePosition, :nodeHash) AS n (level, position, hash)),
      leaves AS (
        INSERT INTO messagelog.leaf (epoch, index, entry_id, appended_at, hash)
        SELECT :epoch, :size + l.number - 1, l.id, l.appended_at, l.hash
          FROM unnest(:entry, :appendedAt, :hash)
            WITH ORDINALITY AS l (id, appended_at, hash, number))
      UPDATE messagelog.tree SET size = :newSize, frontier = :frontier
       WHERE epoch = :epoch AND size = :size
      """;
  private static final String LEAF_HASHES =
      """
      SELECT hash FROM messagelog.leaf
       WHERE epoch = :epoch AND index >= :from AND index < :to ORDER BY index LIMIT :limit
      """;
  private static final String NODE_HASHES =
      """
      SELECT hash FROM messagelog.node
       WHERE epoch = :epoch AND level = :level AND position >= :from AND position < :to
       ORDER BY position LIMIT :limit
      """;
  private static final String ENTRIES =
      """
      SELECT e.bytes
        FROM messagelog.leaf l
        JOIN messagelog.entry e ON e.id = l.entry_id AND e.appended_at = l.appended_at
       WHERE l.epoch = :epoch AND l.index >= :from AND l.index < :to
       ORDER BY l.index LIMIT :limit
      """;
  private final JdbcClient jdbc;

  TreeStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A log as it stands. */
  record Tree(int epoch, String origin, CompactRange range) {
    long size() {
      return range.size();
    }
  }

  /** Whether entries wait, how many have a place, and how many a signed root covers. */
  record Work(boolean waiting, long size, long signed) {}

  /** A committed entry without a place. */
  record Waiting(long number, UUID id, Instant appendedAt, byte[] bytes) {}

  /** Waits for the turn to seal, until the transaction ends. */
  void lockForSealing() {
    lock(SEQUENCER_LOCK);
  }

  /** Waits for the turn to sign and publish, until the transaction ends. */
  void lockForSigning() {
    lock(SIGNER_LOCK);
  }

  private void lock(long key) {
    jdbc.sql("SELECT 1 FROM pg_advisory_xact_lock(:key)")
        .param("key", key)
        .query(Integer.class)
        .single();
  }

  Work work() {
    return jdbc.sql(WORK)
        .query(
            (row, _) ->
                new Work(row.getBoolean("waiting"), row.getLong("size"), row.getLong("signed")))
        .single();
  }

  /** The log that is written to; empty before the first entry. */
  Optional<Tree> tree() {
    return jdbc.sql(TREE)
        .query(
            (row, _) ->
                new Tree(
                    row.getInt("epoch"),
                    row.getString("origin"),
                    range(row.getLong("size"), row.getBytes("frontier"))))
        .optional();
  }

  Tree open(int epoch, String origin) {
    jdbc.sql(OPEN_TREE).param("epoch", epoch).param("origin", origin).update();
    return tree().orElseThrow();
  }

  List<Waiting> waiting(int limit) {
    return jdbc.sql(PENDING)
        .param("limit", limit)
        .query(
            (row, _) ->
                new Waiting(
                    row.getLong("number"),
                    row.getObject("entry_id", UUID.class),
                    row.getTimestamp("appended_at").toInstant(),
                    row.getBytes("bytes")))
        .list();
  }

  /** Gives these entries the next places; compares and sets the size. */
  void place(Tree tree, List<Waiting> entries) {
    long size = tree.size();
    List<CompactRange.Node> nodes = new ArrayList<>();
    List<byte[]> hashes = new ArrayList<>();
    for (Waiting entry : entries) {
      byte[] hash = Rfc6962.leafHash(entry.bytes());
      hashes.add(hash);
      tree.range().append(hash).stream()
          .filter(n -> n.level() > 0 && n.level() % 8 == 0)
          .forEach(nodes::add);
    }
    int updated =
        jdbc.sql(PLACE)
            .param("epoch", tree.epoch())
            .param("size", size)
            .param("newSize", tree.size())
            .param("frontier", joined(tree.range().roots()))
            .param("number", array("int8", entries.stream().map(Waiting::number).toArray()))
            .param("entry", array("uuid", entries.stream().map(Waiting::id).toArray()))
            .param(
                "appendedAt",
                array(
                    "timestamptz",
                    entries.stream().map(e -> Timestamp.from(e.appendedAt())).toArray()))
            .param("hash", array("bytea", (Object[]) hashes.toArray(byte[][]::new)))
            .param("nodeLevel", array("int2", nodes.stream().map(n -> (short) n.level()).toArray()))
            .param("nodePosition", array("int8", nodes.stream().map(n -> n.index()).toArray()))
            .param(
                "nodeHash",
                array(
                    "bytea",
                    (Object[]) nodes.stream().map(CompactRange.Node::hash).toArray(byte[][]::new)))
            .update();
    if (updated != 1) {
      throw new HubException(
          HubError.LOG_DAMAGED, "the tree of size " + size + " was changed by someone else");
    }
  }

  private static SqlArrayValue array(String type, Object... values) {
    return new SqlArrayValue(type, values);
  }

  /** Hashes of level 0, 8, 16, 24 from one place (inclusive) to another (exclusive). */
  List<byte[]> hashes(int epoch, int level, long from, long to) {
    var statement = jdbc.sql(level == 0 ? LEAF_HASHES : NODE_HASHES);
    if (level > 0) {
      statement = statement.param("level", level);
    }
    return complete(statement, epoch, "hash", from, to);
  }

  /** Entries from one index (inclusive) to another (exclusive). */
  List<byte[]> entries(int epoch, long from, long to) {
    return complete(jdbc.sql(ENTRIES), epoch, "bytes", from, to);
  }

  private static List<byte[]> complete(
      JdbcClient.StatementSpec statement, int epoch, String column, long from, long to) {
    List<byte[]> rows =
        statement
            .param("epoch", epoch)
            .param("from", from)
            .param("to", to)
            .param("limit", to - from)
            .query((row, _) -> row.getBytes(column))
            .list();
    if (rows.size() != to - from) {
      throw new HubException(
          HubError.LOG_DAMAGED, "rows are missing between " + from + " and " + to);
    }
    return rows;
  }

  /** Root of the first {@code size} leaves, from the stored nodes. */
  byte[] rootAt(int epoch, long size) {
    return rootOf(epoch, 0, size);
  }

  /**
   * Root of the subtree of leaves {@code from} (inclusive) to {@code to} (exclusive), which must
   * begin where RFC 6962 lets a subtree of that many leaves begin.
   */
  byte[] rootOf(int epoch, long from, long to) {
    List<byte[]> roots = new ArrayList<>();
    long at = from;
    for (int level = 62; level >= 0; level--) {
      if (((to - from) >> level & 1) == 1) {
        int stored = level - level % 8;
        long index = at >> level;
        int below = level - stored;
        roots.add(Rfc6962.root(hashes(epoch, stored, index << below, index + 1 << below)));
        at += 1L << level;
      }
    }
    return new CompactRange(to - from, roots).root();
  }

  /** Inclusion proof of a leaf in the tree of the first {@code size}: RFC 6962 section 2.1.1. */
  List<byte[]> inclusionProof(int epoch, long index, long size) {
    List<byte[]> proof = new ArrayList<>();
    long from = 0;
    long to = size;
    while (to - from > 1) {
      long split = from + Long.highestOneBit(to - from - 1);
      if (index < split) {
        proof.addFirst(rootOf(epoch, split, to));
        to = split;
      } else {
        proof.addFirst(rootOf(epoch, from, split));
        from = split;
      }
    }
    return proof;
  }

  private static CompactRange range(long size, byte[] roots) {
    List<byte[]> hashes = new ArrayList<>();
    for (int at = 0; at < roots.length; at += HASH_BYTES) {
      hashes.add(Arrays.copyOfRange(roots, at, at + HASH_BYTES));
    }
    return new CompactRange(size, hashes);
  }

  private static byte[] joined(List<byte[]> hashes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    hashes.forEach(out::writeBytes);
    return out.toByteArray();
  }
}
