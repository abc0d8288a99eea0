package vn.lienthong.routes.messagelog;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

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
  private final JsonMapper json = JsonMapper.builder().build();

  Disclosures(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Piece(Optional<Integer> startsAt, Optional<byte[]> bytes, Optional<byte[]> salt) {}

  /** One JSON text per index that has something behind it. */
  SortedMap<Long, byte[]> between(int epoch, long from, long to) {
    SortedMap<Long, ObjectNode> found = new TreeMap<>();
    Map<Long, List<Piece>> own = pieces(OWN_SEGMENTS, epoch, from, to);
    bound(VALUES, epoch, from, to)
        .query(
            row -> {
              ObjectNode node = at(found, row.getLong("index"));
              String salt = base64(row.getBytes("salt"));
              switch (SecretPurpose.valueOf(row.getString("purpose"))) {
                case DOSSIER ->
                    node.putObject("dossier")
                        .put("salt", salt)
                        .put("value", row.getString("value"));
                case CALLER ->
                    node.putObject("caller").put("salt", salt).put("value", row.getString("value"));
                case PAYLOAD -> {
                  if (row.getString("value") != null) {
                    node.putObject("signature").put("value", row.getString("value"));
                  }
                  joined(own.getOrDefault(row.getLong("index"), List.of()))
                      .ifPresent(
                          b -> node.putObject("payload").put("salt", salt).put("bytes", base64(b)));
                }
                case SEGMENT -> throw new IllegalStateException("not asked for");
              }
            });
    pieces(SEGMENTS_OF_ITEMS, epoch, from, to)
        .forEach(
            (index, pieces) -> {
              Piece piece = pieces.getFirst();
              piece
                  .bytes()
                  .ifPresent(
                      b ->
                          at(found, index)
                              .putObject("payload")
                              .put("salt", base64(piece.salt().orElseThrow()))
                              .put("bytes", base64(b)));
            });
    bound(ERASED, epoch, from, to)
        .query(
            row -> {
              at(found, row.getLong("index"))
                  .putObject("erased")
                  .put("text", "body erased, digest intact")
                  .put("segments", row.getInt("segments_erased"))
                  .put("of", row.getInt("segments"));
            });
    SortedMap<Long, byte[]> texts = new TreeMap<>();
    found.forEach((i, node) -> texts.put(i, node.toString().getBytes(StandardCharsets.UTF_8)));
    return texts;
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
