package vn.lienthong.signing.verify;

import static vn.lienthong.signing.verify.ReportAssert.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.signing.verify.Report.Verdict;
import vn.lienthong.signing.verify.Report.Weight;

final class DamagingDisclosuresTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path temporary;
  private GoldenLog log;

  @BeforeEach
  void copy() throws IOException {
    log = GoldenLog.copyTo(temporary);
  }

  @Test
  void a_payload_that_is_not_what_the_entry_commits_to() throws IOException {
    change(
        1,
        json -> ((ObjectNode) json.get("payload")).put("bytes", base64("{\"error_code\":\"1\"}")));

    assertThat(log.verify())
        .is(Verdict.INVALID)
        .hasFaultsOnly("disclosure-differs")
        .finds(Weight.FAULT, "disclosure-differs", "payloads/1.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dossier", "caller"})
  void a_value_that_is_not_what_the_entry_commits_to(String part) throws IOException {
    change(0, json -> ((ObjectNode) json.get(part)).put("value", "someone else"));

    assertThat(log.verify()).is(Verdict.INVALID).hasFaultsOnly("disclosure-differs");
  }

  @Test
  void a_salt_that_is_not_the_one_of_the_entry() throws IOException {
    change(0, json -> ((ObjectNode) json.get("dossier")).put("salt", base64("x".repeat(32))));

    assertThat(log.verify()).is(Verdict.INVALID).hasFaultsOnly("disclosure-differs");
  }

  @Test
  void a_signature_that_is_not_what_the_entry_commits_to() throws IOException {
    change(0, json -> ((ObjectNode) json.get("signature")).put("value", "another"));

    assertThat(log.verify()).is(Verdict.INVALID).hasFaultsOnly("disclosure-differs");
  }

  /** The entry commits to body and signature alike, but the one was not made over the other. */
  @Test
  void a_signature_that_was_never_over_the_bytes_beside_it() throws IOException {
    String body = new String(log.read("payloads/0.json"), StandardCharsets.UTF_8);
    var entries = GoldenLog.entries();
    String value =
        JSON.readTree(log.read("payloads/2.json")).path("signature").path("value").asText();
    String first = new String(entries.get(0), StandardCharsets.US_ASCII);
    String second = new String(entries.get(2), StandardCharsets.US_ASCII);
    for (String field : new String[] {"signatureSha256", "certificateSha256"}) {
      first = first.replace(field(first, field), field(second, field));
    }
    entries.set(0, first.getBytes(StandardCharsets.US_ASCII));
    ObjectNode json = (ObjectNode) JSON.readTree(body);
    json.putObject("signature").put("value", value);

    log.resealed(entries).write("payloads/0.json", JSON.writeValueAsBytes(json));

    assertThat(log.verify())
        .is(Verdict.INVALID)
        .hasFaultsOnly("signature-wrong")
        .finds(Weight.FAULT, "signature-wrong", "payloads/0.json");
  }

  /** As with the answer to a log-in, whose body is never logged. */
  @Test
  void a_signature_over_a_body_that_no_entry_commits_to_is_not_condemned() throws IOException {
    var entries = GoldenLog.entries();
    String first = new String(entries.get(0), StandardCharsets.US_ASCII);
    entries.set(
        0,
        first
            .replaceFirst("\"payload\":\"[0-9a-f]{64}\",", "")
            .getBytes(StandardCharsets.US_ASCII));
    ObjectNode json = (ObjectNode) JSON.readTree(log.read("payloads/0.json"));
    json.remove("payload");

    log.resealed(entries).write("payloads/0.json", JSON.writeValueAsBytes(json));

    assertThat(log.verify())
        .is(Verdict.VALID)
        .finds(Weight.NOTE, "signature-unchecked", "payloads");
  }

  @Test
  void an_item_that_does_not_stand_where_it_says_in_its_call() throws IOException {
    change(4, json -> ((ObjectNode) json.get("payload")).put("from", 3));

    assertThat(log.verify())
        .is(Verdict.INVALID)
        .hasFaultsOnly("segment-differs")
        .finds(Weight.FAULT, "segment-differs", "payloads/4.json");
  }

  @Test
  void a_file_that_is_no_json() throws IOException {
    log.write("payloads/0.json", "{".getBytes(StandardCharsets.UTF_8));

    assertThat(log.verify()).is(Verdict.INVALID).hasFaultsOnly("disclosure-unreadable");
  }

  @Test
  void a_file_of_no_entry() throws IOException {
    log.write("payloads/notes.txt", new byte[0]);

    assertThat(log.verify())
        .is(Verdict.INVALID)
        .finds(Weight.FAULT, "disclosure-unreadable", "payloads/notes.txt");
  }

  @Test
  void a_payload_beyond_what_is_covered_is_open() throws IOException {
    log.write("payloads/347.json", log.read("payloads/0.json"));

    assertThat(log.verify())
        .is(Verdict.INDETERMINATE)
        .hasOpenOnly("beyond-covered")
        .finds(Weight.OPEN, "beyond-covered", "payloads/347.json");
  }

  @Test
  void an_erasure_that_no_act_stands_for_is_open() throws IOException {
    log.write(
        "payloads/300.json",
        "{\"erased\":{\"segments\":1,\"of\":1}}".getBytes(StandardCharsets.UTF_8));

    assertThat(log.verify())
        .is(Verdict.INDETERMINATE)
        .hasOpenOnly("erasure-without-act")
        .finds(Weight.OPEN, "erasure-without-act", "payloads/300.json");
  }

  @Test
  void without_disclosures_the_log_is_as_valid() throws IOException {
    for (int i = 0; i < 40; i++) {
      java.nio.file.Files.deleteIfExists(log.folder.resolve("payloads/" + i + ".json"));
    }

    assertThat(log.verify()).is(Verdict.VALID);
  }

  private void change(int index, Consumer<ObjectNode> change) throws IOException {
    String name = "payloads/" + index + ".json";
    ObjectNode json = (ObjectNode) JSON.readTree(log.read(name));
    change.accept(json);
    log.write(name, JSON.writeValueAsBytes(json));
  }

  private static String field(String entry, String name) {
    int at = entry.indexOf("\"" + name + "\":\"") + name.length() + 4;
    return entry.substring(at, at + 64);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
