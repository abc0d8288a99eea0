package vn.lienthong.signing.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LogEntryTest {

  @Test
  void an_entry_is_canonical_json_and_reads_back() {
    LogEntry entry = new LogEntry(fields());

    assertThat(new String(entry.bytes(), StandardCharsets.US_ASCII))
        .isEqualTo(
            "{\"call\":\"c1\",\"correlation\":\"k1\",\"direction\":\"OUT\",\"kind\":\"REQUEST\","
                + "\"message\":\"m1\",\"partner\":\"npsp\",\"service\":\"say \\\"so\\\"\","
                + "\"time\":\"2026-11-24T03:00:00.000000Z\",\"v\":\"1\"}");
    assertThat(LogEntry.parse(entry.bytes())).isEqualTo(entry);
  }

  @Test
  void every_printable_ascii_character_is_written_as_rfc_8785_says() throws IOException {
    SortedMap<String, String> fields = fields();
    fields.put(
        "service",
        IntStream.rangeClosed(' ', '~')
            .mapToObj(Character::toString)
            .collect(Collectors.joining()));
    byte[] bytes = new LogEntry(fields).bytes();

    assertThat(new JsonCanonicalizer(bytes).getEncodedUTF8()).isEqualTo(bytes);
    assertThat(LogEntry.parse(bytes).field("service")).contains(fields.get("service"));
  }

  @Test
  void an_entry_with_every_field_as_long_as_may_be_fits_in_four_kilobytes() {
    SortedMap<String, String> fields = fields();
    String digest = "a".repeat(64);
    for (String name :
        List.of("caller", "dossier", "payload", "signatureSha256", "certificateSha256")) {
      fields.put(name, digest);
    }
    for (String name :
        List.of(
            "partner",
            "service",
            "procedure",
            "correlation",
            "message",
            "call",
            "signatureFormat",
            "outcome",
            "error")) {
      fields.put(name, "\"".repeat(128)); // each is escaped to two bytes
    }
    fields.put("kind", "K".repeat(40));
    for (String name : List.of("position", "counter", "status")) {
      fields.put(name, "9".repeat(18));
    }

    assertThat(new LogEntry(fields).bytes()).hasSizeLessThanOrEqualTo(LogEntry.MOST_BYTES);
  }

  @Test
  void what_is_long_or_not_ascii_stands_as_its_digest() {
    assertThat(LogEntry.capped("ngắn"))
        .isEqualTo("sha256:1c52e0df586bcd0328348cbfa3802f93afcafabb4e791af3c127664dc945f2c6");
    assertThat(LogEntry.capped("x".repeat(129))).startsWith("sha256:").hasSize(71);
    assertThat(LogEntry.capped("x".repeat(128))).isEqualTo("x".repeat(128));
    assertThat(LogEntry.capped("two\nlines")).startsWith("sha256:");
  }

  @Test
  void times_have_six_decimals_always() {
    assertThat(LogEntry.time(Instant.parse("2026-11-24T03:00:00Z")))
        .isEqualTo("2026-11-24T03:00:00.000000Z");
    assertThat(LogEntry.time(Instant.parse("2026-11-24T03:00:00.123456789Z")))
        .isEqualTo("2026-11-24T03:00:00.123456Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "time | 2026-11-24T03:00:00Z",
        "kind | request",
        "direction | BOTH",
        "dossier | H38.01-2026-1",
        "caller | officer",
        "payload | ABCD",
        "position | 01",
        "counter | 0",
        "status | two hundred",
        "outcome | mất",
        "name | Nguyen Van A"
      })
  void a_value_that_has_not_the_form_of_its_field_is_refused(String name, String value) {
    SortedMap<String, String> fields = fields();
    fields.put(name, value);

    assertThatThrownBy(() -> new LogEntry(fields)).hasMessageContaining("field " + name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"v", "kind", "time", "direction", "partner", "service", "correlation", "message"})
  void an_entry_without_one_of_its_first_fields_is_refused(String name) {
    SortedMap<String, String> fields = fields();
    fields.remove(name);

    assertThatThrownBy(() -> new LogEntry(fields)).hasMessageContaining(name + " is missing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"v\":\"1\",\"call\":\"c\"}",
        "{\"v\":\"1\",\"v\":\"1\"}",
        "{\"v\": \"1\"}",
        "{\"v\":1}",
        "{\"v\":\"1\"}x",
        "{\"\\u0076\":\"1\"}",
        "{\"v\":[\"1\"]}"
      })
  void what_is_no_entry_in_canonical_form_is_refused(String json) {
    assertThatThrownBy(() -> LogEntry.parse(ascii(json)))
        .isInstanceOf(IllegalArgumentException.class)
        .isNotInstanceOf(UnknownVersionException.class);
  }

  @Test
  void an_entry_longer_than_four_kilobytes_is_refused() {
    assertThatThrownBy(() -> LogEntry.parse(ascii("{\"v\":\"" + "1".repeat(4096) + "\"}")))
        .hasMessageContaining("bytes");
  }

  @Test
  void an_entry_of_a_later_version_is_told_apart_from_a_damaged_one() {
    assertThatThrownBy(() -> LogEntry.parse(ascii("{\"new\":\"field\",\"v\":\"2\"}")))
        .isInstanceOf(UnknownVersionException.class);
  }

  private static SortedMap<String, String> fields() {
    SortedMap<String, String> fields = new TreeMap<>();
    fields.put("v", "1");
    fields.put("kind", "REQUEST");
    fields.put("time", "2026-11-24T03:00:00.000000Z");
    fields.put("direction", "OUT");
    fields.put("partner", "npsp");
    fields.put("service", "say \"so\"");
    fields.put("correlation", "k1");
    fields.put("message", "m1");
    fields.put("call", "c1");
    return fields;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
