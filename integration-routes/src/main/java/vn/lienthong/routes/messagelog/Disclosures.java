package vn.lienthong.routes.messagelog;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What lies behind the digests of entries, as far as it was not erased: salts, values, exact bytes.
 */
final class Disclosures {
  private static final String VALUES =
      """
      SELECT l.index, s.purpose, s.salt, s.value
        FROM messagelog.leaf l
        JOIN messagelog.secret s ON s.entry_id = l.entry_id AND s.appended_at = l.appended_at
       WHERE l.epoch = :epoch AND l.index >= :from AND l.index < :to
         AND s.purpose IN ('PAYLOAD', 'DOSSIER', 'CALLER')
       ORDER BY l.index LIMIT 1000000
      """;
  private static final String OWN_SEGMENTS =
      """
      SELECT l.index, g.starts_at, g.cipher, s.key, s.salt
        FROM messagelog.leaf l
        JOIN messagelog.segment g ON g.entry_id = l.entry_id AND g.appended_at = l.appended_at
        LEFT JOIN messagelog.secret s
          ON s.entry_id = g.entry_id AND s.appended_at = g.appended_at
         AND s.purpose = 'SEGMENT' AND s.position = g.position
       WHERE l.epoch = :epoch AND l.index >= :from AND l.index < :to
       ORDER BY l.index, g.position LIMIT 1000000
      """;
  private static final String SEGMENTS_OF_ITEMS =
      """
      SELECT l.index, g.starts_at, g.cipher, s.key, s.salt
        FROM messagelog.leaf l
        JOIN messagelog.segment g ON g.item_id = l.entry_id AND g.appended_at = l.appended_at
        JOIN messagelog.secret s
          ON s.entry_id = g.entry_id AND s.appended_at = g.appended_at
         AND s.purpose = 'SEGMENT' AND s.position = g.position
       WHERE l.epoch = :epoch AND l.index >= :from AND l.index < :to
       ORDER BY l.index LIMIT 1000000
      """;
  private static final String ERASED =
      """
      SELECT l.index, x.segments_erased, x.segments
        FROM messagelog.leaf l
        JOIN messagelog.erasure x ON x.entry_id = l.entry_id
       WHERE l.epoch = :epoch AND l.index >= :from AND l.index < :to
       ORDER BY l.index LIMIT 1000000
      """;

  private final JdbcClient jdbc;
  private final TransactionTemplate oneMoment;
  private final JsonMapper json = JsonMapper.builder().build();

  Disclosures(JdbcClient jdbc, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.oneMoment = new TransactionTemplate(transactions);
    oneMoment.setReadOnly(true);
    oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
  }

  private record Piece(Optional<Integer> startsAt, Optional<byte[]> bytes, Optional<byte[]> salt) {}

  /**
   * One JSON text per index that has something behind it, as it stands at one moment: an erasure
   * shows wholly or not at all.
   */
  SortedMap<Long, byte[]> between(int epoch, long from, long to) {
    return Objects.requireNonNull(oneMoment.execute(_ -> read(epoch, from, to)));
  }

  private SortedMap<Long, byte[]> read(int epoch, long from, long to) {
    SortedMap<Long, ObjectNode> found = new TreeMap<>();
    Map<Long, List<Piece>> own = pieces(OWN_SEGMENTS, epoch, from, to);
    RowCallbackHandler values = row -> addValue(at(found, row.getLong("index")), row, own);
    bound(VALUES, epoch, from, to).query(values);
    pieces(SEGMENTS_OF_ITEMS, epoch, from, to)
        .forEach((index, pieces) -> addSegment(at(found, index), pieces.getFirst()));
    RowCallbackHandler erasures = row -> addErasure(at(found, row.getLong("index")), row);
    bound(ERASED, epoch, from, to).query(erasures);
    SortedMap<Long, byte[]> texts = new TreeMap<>();
    found.forEach((i, node) -> texts.put(i, node.toString().getBytes(StandardCharsets.UTF_8)));
    return texts;
  }

  private static void addValue(ObjectNode node, ResultSet row, Map<Long, List<Piece>> own)
      throws SQLException {
    String salt = base64(row.getBytes("salt"));
    String value = row.getString("value");
    switch (SecretPurpose.valueOf(row.getString("purpose"))) {
      case DOSSIER -> node.putObject("dossier").put("salt", salt).put("value", value);
      case CALLER -> node.putObject("caller").put("salt", salt).put("value", value);
      case PAYLOAD -> {
        if (value != null) {
          node.putObject("signature").put("value", value);
        }
        joined(own.getOrDefault(row.getLong("index"), List.of()))
            .ifPresent(
                bytes -> node.putObject("payload").put("salt", salt).put("bytes", base64(bytes)));
      }
      case SEGMENT -> throw new IllegalStateException("not asked for");
    }
  }

  /** An item's bytes, and where they begin in its call's. */
  private static void addSegment(ObjectNode node, Piece piece) {
    piece
        .bytes()
        .ifPresent(
            bytes ->
                node.putObject("payload")
                    .put("salt", base64(piece.salt().orElseThrow()))
                    .put("bytes", base64(bytes))
                    .put("from", piece.startsAt().orElse(0)));
  }

  private static void addErasure(ObjectNode node, ResultSet row) throws SQLException {
    node.putObject("erased")
        .put("segments", row.getInt("segments_erased"))
        .put("of", row.getInt("segments"));
  }

  private ObjectNode at(SortedMap<Long, ObjectNode> found, long index) {
    return found.computeIfAbsent(index, _ -> json.createObjectNode());
  }

  private Map<Long, List<Piece>> pieces(String sql, int epoch, long from, long to) {
    Map<Long, List<Piece>> found = new TreeMap<>();
    bound(sql, epoch, from, to)
        .query(
            row -> {
              Optional<byte[]> cipher = Optional.ofNullable(row.getBytes("cipher"));
              Optional<byte[]> key = Optional.ofNullable(row.getBytes("key"));
              found
                  .computeIfAbsent(row.getLong("index"), _ -> new ArrayList<>())
                  .add(
                      new Piece(
                          Optional.ofNullable(row.getObject("starts_at", Integer.class)),
                          cipher.flatMap(c -> key.map(k -> SegmentCipher.decrypt(k, c))),
                          Optional.ofNullable(row.getBytes("salt"))));
            });
    return found;
  }

  private static Optional<byte[]> joined(List<Piece> pieces) {
    if (pieces.isEmpty() || pieces.stream().anyMatch(p -> p.bytes().isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(
        PayloadCut.join(
            pieces.stream()
                .map(
                    p ->
                        new PayloadCut.Piece(
                            p.startsAt(), Optional.empty(), p.bytes().orElseThrow()))
                .toList()));
  }

  private JdbcClient.StatementSpec bound(String sql, int epoch, long from, long to) {
    return jdbc.sql(sql).param("epoch", epoch).param("from", from).param("to", to);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
