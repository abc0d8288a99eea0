package vn.lienthong.connectors.npsp.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** The addresses that begin with an underscore: for whoever rehearses, not part of the portal. */
final class ControlPages {
  private static final String DOSSIERS = "/_dossiers/";
  private static final String PROCEDURES = "/_procedures/";
  private static final int MOST_EFFECTS = 10_000;
  private static final Duration GRACE = Duration.ofMillis(100);

  private final NpspSimulator simulator;
  private final DossierBook book;
  private final Faults faults;
  private final ObjectMapper json;

  ControlPages(NpspSimulator simulator, DossierBook book, Faults faults, ObjectMapper json) {
    this.simulator = simulator;
    this.book = book;
    this.faults = faults;
    this.json = json;
  }

  static boolean owns(String path) {
    return path.startsWith("/_");
  }

  HttpReply handle(HttpRequest request) {
    try {
      return answer(request)
          .map(body -> HttpReply.Whole.json(200, bytes(body)))
          .orElseGet(() -> HttpReply.Whole.text(404, "no such page"));
    } catch (IllegalArgumentException e) {
      return HttpReply.Whole.text(400, String.valueOf(e.getMessage()));
    }
  }

  private Optional<JsonNode> answer(HttpRequest request) {
    return switch (request.method() + " " + request.path()) {
      case "GET /_state" -> Optional.of(json.valueToTree(simulator.state()));
      case "GET /_effects" -> Optional.of(effects(request));
      case "GET /_fault" -> Optional.of(faultList());
      case "DELETE /_fault" -> {
        simulator.clearFaults();
        yield Optional.of(faultList());
      }
      case "POST /_fault" -> Optional.of(newFault(body(request)));
      default -> byCode(request);
    };
  }

  private Optional<JsonNode> byCode(HttpRequest request) {
    String path = request.path();
    if (request.method().equals("GET") && path.startsWith(DOSSIERS)) {
      return book.dossier(path.substring(DOSSIERS.length())).map(found -> found);
    }
    if (request.method().equals("POST")
        && path.startsWith(PROCEDURES)
        && body(request) instanceof ObjectNode leaves) {
      simulator.changeProcedure(path.substring(PROCEDURES.length()), leaves);
      return Optional.of(leaves);
    }
    return Optional.empty();
  }

  private JsonNode effects(HttpRequest request) {
    long from = number(request, "from", 1);
    int limit = (int) Math.min(number(request, "limit", 1000), MOST_EFFECTS);
    boolean items = request.parameter("items").filter("true"::equals).isPresent();
    return book.effectsFrom(from, limit, items);
  }

  private static long number(HttpRequest request, String name, long otherwise) {
    String text = request.parameter(name).orElse(String.valueOf(otherwise));
    if (!text.matches("[0-9]{1,15}")) {
      throw new IllegalArgumentException(name + " must be a number, is '" + text + "'");
    }
    return Long.parseLong(text);
  }

  private JsonNode newFault(JsonNode fault) {
    if (fault.path("kind").asText().equals("clear")) {
      simulator.clearFaults();
    } else {
      add(FaultJson.read(fault));
    }
    return faultList();
  }

  private void add(NpspFault fault) {
    if (fault.kind() == NpspFault.Kind.DOWN && fault.service().equals("*")) {
      simulator.downAfter(GRACE, fault.time());
    } else {
      simulator.fault(fault);
    }
  }

  private JsonNode faultList() {
    ArrayNode list = json.createArrayNode();
    faults.all().forEach(fault -> list.add(FaultJson.write(fault, json)));
    return list;
  }

  private JsonNode body(HttpRequest request) {
    try {
      JsonNode tree = json.readTree(request.body());
      return tree == null ? MissingNode.getInstance() : tree;
    } catch (IOException e) {
      throw new IllegalArgumentException("the body is no JSON", e);
    }
  }

  private byte[] bytes(JsonNode body) {
    try {
      return json.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }
}
