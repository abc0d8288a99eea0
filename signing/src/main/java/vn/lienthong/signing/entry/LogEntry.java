package vn.lienthong.signing.entry;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.erdtman.jcs.JsonCanonicalizer;

/**
 * One entry of the message log: a JSON object of short ASCII texts in canonical form (RFC 8785), at
 * most 4,096 bytes. The format never changes; a new one gets a new {@code v}. Fields:
 * docs/evidence.md.
 */
public record LogEntry(SortedMap<String, String> fields) {
  /** Longest entry. */
  public static final int MOST_BYTES = 4096;

  /** Longest value; what is longer is replaced by its digest. */
  public static final int MOST_CHARACTERS = 128;

  /** The names an entry of version 1 may hold. */
  public static final Set<String> NAMES =
      Set.of(
          "v",
          "kind",
          "time",
          "direction",
          "partner",
          "service",
          "caller",
          "dossier",
          "procedure",
          "correlation",
          "message",
          "call",
          "position",
          "counter",
          "payload",
          "signatureFormat",
          "signatureSha256",
          "certificateSha256",
          "outcome",
          "error",
          "status");

  private static final Set<String> MANDATORY =
      Set.of(
          "v", "kind", "time", "direction", "partner", "service", "correlation", "message", "call");
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  public LogEntry {
    for (String name : MANDATORY) {
      if (!fields.containsKey(name)) {
        throw new IllegalArgumentException("field " + name + " is missing");
      }
    }
    fields.forEach(LogEntry::check);
    fields = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(fields));
  }

  private static void check(String name, String value) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException("field " + name + " is not of version 1");
    }
    if (value.length() > MOST_CHARACTERS || !isPlain(value)) {
      throw new IllegalArgumentException("field " + name + " is not short plain ASCII");
    }
    if (Set.of("caller", "dossier", "payload", "signatureSha256", "certificateSha256")
            .contains(name)
        && !DIGEST.matcher(value).matches()) {
      throw new IllegalArgumentException("field " + name + " is no SHA-256 in hex");
    }
  }

  /** The field, when the entry has it. */
  public Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /** The bytes that become a leaf. */
  public byte[] bytes() {
    StringBuilder out = new StringBuilder("{");
    for (Map.Entry<String, String> field : fields.entrySet()) {
      out.append(out.length() == 1 ? "\"" : ",\"").append(field.getKey()).append("\":\"");
      out.append(field.getValue().replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
    }
    byte[] bytes = out.append('}').toString().getBytes(StandardCharsets.US_ASCII);
    if (bytes.length > MOST_BYTES) {
      throw new IllegalArgumentException("an entry of " + bytes.length + " bytes");
    }
    return bytes;
  }

  /**
   * Reads an entry.
   *
   * @throws IllegalArgumentException when the bytes are no entry in canonical form
   */
  public static LogEntry parse(byte[] bytes) {
    if (bytes.length > MOST_BYTES) {
      throw new IllegalArgumentException("an entry of " + bytes.length + " bytes");
    }
    try {
      JsonNode json = JSON.readTree(bytes);
      if (json == null || !json.isObject()) {
        throw new IllegalArgumentException("not a JSON object");
      }
      if (!Arrays.equals(new JsonCanonicalizer(bytes).getEncodedUTF8(), bytes)) {
        throw new IllegalArgumentException("not in canonical form (RFC 8785)");
      }
      SortedMap<String, String> fields = new TreeMap<>();
      json.properties()
          .forEach(
              field -> {
                if (!field.getValue().isTextual()) {
                  throw new IllegalArgumentException("field " + field.getKey() + " is no text");
                }
                fields.put(field.getKey(), field.getValue().textValue());
              });
      return new LogEntry(fields);
    } catch (IOException e) {
      throw new IllegalArgumentException("not JSON", e);
    }
  }

  /** The value as it may stand in an entry: itself, or its digest when long or not plain ASCII. */
  public static String capped(String value) {
    return value.length() <= MOST_CHARACTERS && isPlain(value)
        ? value
        : "sha256:" + HexFormat.of().formatHex(sha256(value.getBytes(StandardCharsets.UTF_8)));
  }

  private static boolean isPlain(String value) {
    return value.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
