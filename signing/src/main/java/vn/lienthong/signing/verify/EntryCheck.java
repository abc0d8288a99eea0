package vn.lienthong.signing.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.lienthong.signing.entry.Commitment;
import vn.lienthong.signing.entry.LogEntry;

/**
 * Reads each entry: its form, whether every request has an outcome, whether a partner's counter has
 * gaps, and whether what was disclosed is what was committed to.
 */
final class EntryCheck {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final Findings findings;
  private final Map<String, Long> openCalls = new HashMap<>();
  private final Set<String> answeredEarly = new HashSet<>();
  private final Map<String, BitSet> counters = new HashMap<>();
  private long disclosed;

  EntryCheck(Path folder, Findings findings) {
    this.folder = folder;
    this.findings = findings;
  }

  void check(long index, byte[] bytes) {
    LogEntry entry;
    try {
      entry = LogEntry.parse(bytes);
    } catch (IllegalArgumentException e) {
      findings.fault(
          "entry-unreadable", "entry " + index, "" + e.getMessage(), "" + e.getMessage());
      return;
    }
    pair(index, entry);
    count(index, entry);
    disclosure(index, entry);
  }

  private void pair(long index, LogEntry entry) {
    String call = entry.field("call").orElse("");
    switch (entry.field("kind").orElse("")) {
      case "REQUEST" -> {
        if (!answeredEarly.remove(call)) {
          openCalls.put(call, index);
        }
      }
      case "ANSWER" -> {
        if (openCalls.remove(call) == null) {
          answeredEarly.add(call);
        }
      }
      default -> {
        // items and acts have no answer of their own
      }
    }
  }

  private void count(long index, LogEntry entry) {
    Optional<String> counter = entry.field("counter");
    if (counter.isEmpty()) {
      return;
    }
    String partner = entry.field("partner").orElse("");
    if (!counter.orElseThrow().matches("[1-9][0-9]{0,8}")) {
      findings.fault("counter-unreadable", "entry " + index, "no number", "không phải số");
      return;
    }
    int number = Integer.parseInt(counter.orElseThrow());
    BitSet seen = counters.computeIfAbsent(partner, _ -> new BitSet());
    if (seen.get(number)) {
      findings.fault(
          "counter-twice",
          "entry " + index,
          "number " + number + " of " + partner + " is there twice",
          "số " + number + " của " + partner + " xuất hiện hai lần");
    }
    seen.set(number);
  }

  private void disclosure(long index, LogEntry entry) {
    Path file = folder.resolve("payloads").resolve(index + ".json");
    Optional<byte[]> bytes = LogVerifier.read(file);
    if (bytes.isEmpty()) {
      return;
    }
    try {
      JsonNode json = JSON.readTree(bytes.orElseThrow());
      for (String name : new String[] {"payload", "dossier", "caller"}) {
        if (json.has(name)) {
          disclosed(index, entry, name, json.get(name));
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      findings.fault(
          "disclosure-unreadable", "payloads/" + index + ".json", "not readable", "không đọc được");
    }
  }

  private void disclosed(long index, LogEntry entry, String name, JsonNode part) {
    disclosed++;
    byte[] salt = Base64.getDecoder().decode(part.path("salt").asText());
    byte[] value =
        part.has("value")
            ? part.path("value").asText().getBytes(StandardCharsets.UTF_8)
            : Base64.getDecoder().decode(part.path("bytes").asText());
    String commitment = HexFormat.of().formatHex(Commitment.of(salt, value));
    if (entry.field(name).filter(commitment::equals).isEmpty()) {
      findings.fault(
          "disclosure-differs",
          "payloads/" + index + ".json",
          name + " is not what the entry commits to",
          name + " không phải là điều mục này cam kết");
    }
  }

  void finish() {
    openCalls.forEach(
        (call, index) ->
            findings.open(
                "outcome-missing",
                "entry " + index,
                "the request has no outcome yet (call " + call + ")",
                "lời gọi chưa có kết quả (" + call + ")"));
    answeredEarly.forEach(
        call ->
            findings.fault(
                "request-missing",
                "call " + call,
                "an answer without its request",
                "có trả lời nhưng thiếu lời gọi"));
    counters.forEach(this::gaps);
    if (disclosed > 0) {
      findings.note(
          "disclosed",
          "payloads",
          disclosed + " disclosed values were held against the entries",
          "đã đối chiếu " + disclosed + " giá trị được tiết lộ");
    }
  }

  private void gaps(String partner, BitSet seen) {
    int gap = seen.nextClearBit(1);
    if (gap < seen.length()) {
      findings.open(
          "counter-gap",
          partner,
          "number " + gap + " is missing among " + seen.cardinality() + " signed messages",
          "thiếu số " + gap + " trong " + seen.cardinality() + " bản tin đã ký");
    }
  }
}
