package vn.lienthong.connectors.npsp.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import vn.lienthong.connectors.npsp.simulator.NpspFault.Kind;

/** Faults as JSON: {"kind": "delay", "service": "DongBoHoSoMC", "count": 3, "ms": 5000}. */
final class FaultJson {
  private FaultJson() {}

  /** Refuses what it does not know, with a sentence. */
  static NpspFault read(JsonNode json) {
    Kind kind = Kind.read(json.path("kind").asText());
    boolean effectUsual = kind == Kind.RESET;
    if (kind == Kind.BAD_DOSSIER && json.path("code").asText().isEmpty()) {
      throw new IllegalArgumentException("bad-dossier needs the code of a dossier");
    }
    if (kind == Kind.DOWN && json.path("ms").asLong() <= 0) {
      throw new IllegalArgumentException("down needs ms: a closed port cannot be opened by HTTP");
    }
    int status = json.path("status").asInt(500);
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("status must be 200 to 599, is " + status);
    }
    return new NpspFault(
        kind,
        json.path("service").asText("*"),
        json.has("count") ? OptionalInt.of(json.path("count").asInt()) : OptionalInt.empty(),
        Duration.ofMillis(json.path("ms").asLong()),
        status,
        json.has("retryAfter")
            ? OptionalInt.of(json.path("retryAfter").asInt())
            : OptionalInt.empty(),
        json.path("bytes").asInt(),
        json.path("effect").asBoolean(effectUsual),
        Optional.of(json.path("code").asText()).filter(code -> !code.isEmpty()));
  }

  static ObjectNode write(NpspFault fault, ObjectMapper json) {
    ObjectNode node =
        json.createObjectNode().put("kind", fault.kind().word()).put("service", fault.service());
    fault.count().ifPresent(count -> node.put("count", count));
    fault.code().ifPresent(code -> node.put("code", code));
    fault.retryAfter().ifPresent(seconds -> node.put("retryAfter", seconds));
    return node.put("ms", fault.time().toMillis())
        .put("status", fault.status())
        .put("bytes", fault.bytes())
        .put("effect", fault.effect());
  }
}
