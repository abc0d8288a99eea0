package vn.lienthong.signing.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.signing.entry.Commitment;
import vn.lienthong.signing.entry.LogEntry;

/** Whether what was disclosed in {@code payloads/<index>.json} is what the entries commit to. */
final class DisclosureCheck {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FOLDER = "payloads";

  private final LogFiles files;
  private final Findings findings;
  private final ErasureCheck erasures;
  private final MessageSignatureCheck signatures;
  private final boolean any;

  /** Disclosed bytes of calls whose items may follow. */
  private final Map<String, byte[]> calls = new HashMap<>();

  private long disclosed;

  DisclosureCheck(LogFiles files, Findings findings) {
    this.files = files;
    this.findings = findings;
    this.erasures = new ErasureCheck(findings);
    this.signatures = new MessageSignatureCheck(findings);
    this.any = files.has(FOLDER);
  }

  void check(long index, LogEntry entry) {
    erasures.entry(index, entry);
    String name = FOLDER + "/" + index + ".json";
    Optional<byte[]> bytes = any ? files.read(name) : Optional.empty();
    if (entry.field("kind").filter("ANSWER"::equals).isPresent()) {
      calls.remove(entry.field("call").orElse(""));
    }
    if (bytes.isEmpty()) {
      return;
    }
    try {
      JsonNode json = JSON.readTree(bytes.orElseThrow());
      for (String part : new String[] {"dossier", "caller"}) {
        if (json.has(part)) {
          byte[] value = json.path(part).path("value").asText().getBytes(StandardCharsets.UTF_8);
          held(name, entry, part, json.path(part), value);
        }
      }
      payload(name, entry, json);
      erasures.disclosed(index, name, json.path("erased"));
    } catch (IOException | IllegalArgumentException e) {
      findings.fault(
          "disclosure-unreadable", name, "not readable: " + e.getMessage(), "không đọc được");
    }
  }

  private void payload(String name, LogEntry entry, JsonNode json) {
    Optional<byte[]> body = Optional.empty();
    if (json.has("payload")) {
      byte[] bytes = Base64.getDecoder().decode(json.path("payload").path("bytes").asText());
      held(name, entry, "payload", json.path("payload"), bytes);
      segment(name, entry, json.path("payload"), bytes);
      body = Optional.of(bytes);
    }
    if (json.has("signature")) {
      disclosed++;
      signatures.check(name, entry, json.path("signature").path("value").asText(), body);
    }
  }

  private void held(String name, LogEntry entry, String part, JsonNode json, byte[] value) {
    disclosed++;
    byte[] salt = Base64.getDecoder().decode(json.path("salt").asText());
    String commitment = HexFormat.of().formatHex(Commitment.of(salt, value));
    if (entry.field(part).filter(commitment::equals).isEmpty()) {
      findings.fault(
          "disclosure-differs",
          name,
          part + " is not what the entry commits to",
          part + " không phải là điều mục này cam kết");
    }
  }

  /** An item's bytes are a range of its call's, when both are disclosed. */
  private void segment(String name, LogEntry entry, JsonNode payload, byte[] bytes) {
    String call = entry.field("call").orElse("");
    if (entry.field("kind").filter("REQUEST"::equals).isPresent()) {
      calls.put(call, bytes);
    }
    byte[] whole = calls.get(call);
    if (whole == null || entry.field("kind").filter("ITEM"::equals).isEmpty()) {
      return;
    }
    int from = payload.path("from").asInt(-1);
    if (from < 0
        || from + bytes.length > whole.length
        || !Arrays.equals(whole, from, from + bytes.length, bytes, 0, bytes.length)) {
      findings.fault(
          "segment-differs",
          name,
          "the item's bytes do not stand in its call at byte " + from,
          "nội dung mục con không nằm trong lời gọi tại byte " + from);
    }
  }

  void finish(long size) {
    files.each(
        FOLDER,
        file -> {
          if (!file.matches("(0|[1-9][0-9]{0,17})\\.json")) {
            findings.fault(
                "disclosure-unreadable",
                FOLDER + "/" + file,
                "the file belongs to no entry",
                "tệp không thuộc mục nào");
          } else if (Long.parseLong(file.substring(0, file.length() - 5)) >= size) {
            findings.open(
                "beyond-covered",
                FOLDER + "/" + file,
                "the entry lies beyond what the checkpoint covers",
                "mục nằm ngoài phạm vi điểm niêm phong");
          }
        });
    erasures.finish();
    signatures.finish();
    if (disclosed > 0) {
      findings.note(
          "disclosed",
          FOLDER,
          disclosed + " disclosed values were held against the entries",
          "đã đối chiếu " + disclosed + " giá trị được tiết lộ");
    }
  }
}
