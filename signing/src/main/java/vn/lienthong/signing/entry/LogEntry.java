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
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.erdtman.jcs.JsonCanonicalizer;

/**
 * One entry of the message log: a JSON object of short ASCII texts in canonical form (RFC 8785), at
 * most 4,096 bytes. The format never changes; a new one gets a new {@code v}. Fields and their
 * forms: docs/evidence.md.
 */
public record LogEntry(SortedMap<String, String> fields) {
  /** Longest entry. */
  public static final int MOST_BYTES = 4096;

  /** Longest value; what is longer is replaced by its digest. */
  public static final int MOST_CHARACTERS = 128;

  /** The version that this class writes and reads. */
  public static final String VERSION = "1";

  private static final Pattern TEXT = Pattern.compile("[ -~]{0," + MOST_CHARACTERS + "}");
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final Pattern WORD = Pattern.compile("[A-Z][A-Z_]{0,39}");

  /** The names an entry of version 1 may hold, each with the form of its value. */
  private static final Map<String, Pattern> FORMS =
      Map.ofEntries(
          Map.entry("v", Pattern.compile(VERSION)),
          Map.entry("kind", WORD),
          Map.entry("time", Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z")),
          Map.entry("direction", Pattern.compile("OUT|IN|NONE")),
          Map.entry("partner", TEXT),
          Map.entry("service", TEXT),
          Map.entry("caller", DIGEST),
          Map.entry("dossier", DIGEST),
          Map.entry("procedure", TEXT),
          Map.entry("correlation", TEXT),
          Map.entry("message", TEXT),
          Map.entry("call", TEXT),
          Map.entry("position", NUMBER),
          Map.entry("counter", Pattern.compile("[1-9][0-9]{0,17}")),
          Map.entry("payload", DIGEST),
          Map.entry("signatureFormat", TEXT),
          Map.entry("signatureSha256", DIGEST),
          Map.entry("certificateSha256", DIGEST),
          Map.entry("outcome", TEXT),
          Map.entry("error", TEXT),
          Map.entry("status", NUMBER));

  private static final Set<String> MANDATORY =
      Set.of(
          "v", "kind", "time", "direction", "partner", "service", "correlation", "message", "call");
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
    fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
  }

  private static void check(String name, String value) {
    Pattern form = FORMS.get(name);
    if (form == null) {
      throw new IllegalArgumentException("field " + name + " is not of version " + VERSION);
    }
    if (!form.matcher(value).matches()) {
      throw new IllegalArgumentException("field " + name + " has not the form " + form);
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
   * @throws UnknownVersionException when it is of a version that this class does not know
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
      if (json.path("v").isTextual() && !json.path("v").textValue().equals(VERSION)) {
        throw new UnknownVersionException(json.path("v").textValue());
      }
      SortedMap<String, String> fields = new TreeMap<>();
      json.properties().forEach(field -> fields.put(field.getKey(), text(field)));
      return new LogEntry(fields);
    } catch (IOException e) {
      throw new IllegalArgumentException("not JSON", e);
    }
  }

  private static String text(Map.Entry<String, JsonNode> field) {
    if (!field.getValue().isTextual()) {
      throw new IllegalArgumentException("field " + field.getKey() + " is no text");
    }
    return field.getValue().textValue();
  }

  /**
   * A moment as field {@code time} has it: UTC, always six decimals, so that texts sort as times.
   */
  public static String time(Instant moment) {
    return TIME.format(moment);
  }

  /** The value as it may stand in an entry: itself, or its digest when long or not plain ASCII. */
  public static String capped(String value) {
    return TEXT.matcher(value).matches()
        ? value
        : "sha256:" + HexFormat.of().formatHex(sha256(value.getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
