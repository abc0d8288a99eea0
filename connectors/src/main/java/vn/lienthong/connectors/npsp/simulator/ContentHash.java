package vn.lienthong.connectors.npsp.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeMap;

/**
 * First 128 bits of a SHA-256 over a pushed item's content: order of keys and addresses of files do
 * not count, because each delivery may carry fresh addresses of the same files.
 */
record ContentHash(long high, long low) {
  private static final Set<String> ADDRESSES = Set.of("DuongDanTaiTepTin", "DuongDanTepTinKetQua");

  static ContentHash of(JsonNode item) {
    var text = new StringBuilder(2048);
    write(text, item);
    ByteBuffer digest = ByteBuffer.wrap(sha256(text.toString().getBytes(StandardCharsets.UTF_8)));
    return new ContentHash(digest.getLong(), digest.getLong());
  }

  static ContentHash parse(String hex) {
    ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    return new ContentHash(bytes.getLong(), bytes.getLong());
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  String hex() {
    return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
  }

  private static void write(StringBuilder text, JsonNode node) {
    if (node.isObject()) {
      var fields = new TreeMap<String, JsonNode>();
      node.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
      ADDRESSES.forEach(fields::remove);
      text.append('{');
      fields.forEach(
          (name, value) -> {
            text.append(name).append(':');
            write(text, value);
            text.append(',');
          });
      text.append('}');
    } else if (node.isArray()) {
      text.append('[');
      node.forEach(
          element -> {
            write(text, element);
            text.append(',');
          });
      text.append(']');
    } else {
      text.append(node);
    }
  }
}
