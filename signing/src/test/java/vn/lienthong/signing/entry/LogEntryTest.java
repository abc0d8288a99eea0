package vn.lienthong.signing.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class LogEntryTest {

  @Test
  void an_entry_is_canonical_json_and_reads_back() {
    LogEntry entry = new LogEntry(fields());

    assertThat(new String(entry.bytes(), StandardCharsets.US_ASCII))
        .isEqualTo(
            "{\"call\":\"c1\",\"correlation\":\"k1\",\"direction\":\"OUT\",\"kind\":\"REQUEST\","
                + "\"message\":\"m1\",\"partner\":\"npsp\",\"service\":\"say \\\"so\\\"\","
                + "\"time\":\"2026-11-24T03:00:00Z\",\"v\":\"1\"}");
    assertThat(LogEntry.parse(entry.bytes())).isEqualTo(entry);
  }

  @Test
  void what_is_long_or_not_ascii_stands_as_its_digest() {
    assertThat(LogEntry.capped("ngắn")).startsWith("sha256:").hasSize(71);
    assertThat(LogEntry.capped("x".repeat(129))).startsWith("sha256:");
    assertThat(LogEntry.capped("x".repeat(128))).isEqualTo("x".repeat(128));
  }

  @Test
  void an_entry_in_another_order_or_with_a_strange_field_is_refused() {
    assertThatThrownBy(() -> LogEntry.parse(ascii("{\"v\":\"1\",\"call\":\"c\"}")))
        .hasMessageContaining("canonical");
    SortedMap<String, String> strange = fields();
    strange.put("name", "x");
    assertThatThrownBy(() -> new LogEntry(strange)).hasMessageContaining("name");
  }

  @Test
  void a_field_twice_is_refused() {
    assertThatThrownBy(() -> LogEntry.parse(ascii("{\"v\":\"1\",\"v\":\"1\"}")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static SortedMap<String, String> fields() {
    SortedMap<String, String> fields = new TreeMap<>();
    fields.put("v", "1");
    fields.put("kind", "REQUEST");
    fields.put("time", "2026-11-24T03:00:00Z");
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
