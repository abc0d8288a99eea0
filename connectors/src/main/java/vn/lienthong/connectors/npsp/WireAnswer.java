package vn.lienthong.connectors.npsp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.Map;

/** An answer of the portal as JSON, keys in any case, the relay's wrapping taken off. */
record WireAnswer(JsonNode body) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_TEXT = 500;

  /** Reads bytes; what is no JSON object is an answer without fields. */
  static WireAnswer read(byte[] bytes) {
    try {
      JsonNode body = JSON.readTree(bytes);
      return new WireAnswer(body == null ? MissingNode.getInstance() : unwrapped(body));
    } catch (IOException _) {
      return new WireAnswer(MissingNode.getInstance());
    }
  }

  /** A relay puts the portal's whole answer as JSON text into its own field message. */
  private static JsonNode unwrapped(JsonNode body) {
    String message = field(body, "message").asText("").strip();
    if (!message.startsWith("{")) {
      return body;
    }
    try {
      JsonNode inner = JSON.readTree(message);
      boolean isAnswer =
          !field(inner, "error_code").isMissingNode() || !field(inner, "result").isMissingNode();
      return isAnswer ? inner : body;
    } catch (JsonProcessingException _) {
      return body;
    }
  }

  /** The field under this name, in any case. */
  static JsonNode field(JsonNode node, String name) {
    JsonNode exact = node.path(name);
    if (!exact.isMissingNode()) {
      return exact;
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (entry.getKey().equalsIgnoreCase(name)) {
        return entry.getValue();
      }
    }
    return MissingNode.getInstance();
  }

  boolean isJson() {
    return body.isObject();
  }

  /** error_code as text, whether it came as text or number; empty when there is none. */
  String errorCode() {
    return field(body, "error_code").asText("").strip();
  }

  /** The message, cut. */
  String message() {
    String text = field(body, "message").asText("");
    return text.length() > MOST_TEXT ? text.substring(0, MOST_TEXT) : text;
  }

  String session() {
    return field(body, "session").asText("");
  }

  JsonNode result() {
    return field(body, "result");
  }
}
