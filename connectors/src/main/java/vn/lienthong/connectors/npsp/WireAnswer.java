package vn.lienthong.connectors.npsp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An answer of the portal as JSON, keys in any case, the relay's wrapping taken off.
 *
 * @param body the answer, or its text when it is no JSON
 * @param errorCode error_code as text, whether it came as text or number; empty when there is none
 */
record WireAnswer(JsonNode body, String errorCode) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}]+");
  private static final int MOST_TEXT = 500;
  private static final int MOST_CODE = 20;

  /** Reads bytes; what is no JSON is an answer that has only a text. */
  static WireAnswer read(byte[] bytes) {
    try {
      JsonNode body = JSON.readTree(bytes);
      return body == null ? new WireAnswer(MissingNode.getInstance(), "") : unwrapped(body);
    } catch (IOException _) {
      return new WireAnswer(new TextNode(new String(bytes, StandardCharsets.UTF_8)), "");
    }
  }

  /**
   * A relay puts the portal's whole answer as JSON text into its own field message. Its own code
   * counts where the portal's answer has none, or where it says that the relay itself failed.
   */
  private static WireAnswer unwrapped(JsonNode body) {
    String outerCode = code(body);
    JsonNode inner = inner(field(body, "message").asText("").strip());
    String innerCode = code(inner);
    boolean isAnswer = !innerCode.isEmpty() || !field(inner, "result").isMissingNode();
    boolean relayFailed = !isZero(outerCode) && isZero(innerCode);
    return isAnswer && !relayFailed
        ? new WireAnswer(inner, innerCode.isEmpty() ? outerCode : innerCode)
        : new WireAnswer(body, outerCode);
  }

  private static JsonNode inner(String message) {
    if (!message.startsWith("{")) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(message);
    } catch (JsonProcessingException _) {
      return MissingNode.getInstance();
    }
  }

  private static String code(JsonNode answer) {
    return line(field(answer, "error_code").asText(""), MOST_CODE);
  }

  private static boolean isZero(String code) {
    return code.isEmpty() || code.matches("0+");
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

  /** The message, or the whole of an answer that is only a text: one line, composed (NFC), cut. */
  String message() {
    return line(body.isTextual() ? body.asText() : field(body, "message").asText(""), MOST_TEXT);
  }

  /** Control characters go: PostgreSQL takes no NUL, and a log line is one line. */
  private static String line(String raw, int most) {
    String text = CONTROL.matcher(Normalizer.normalize(raw, Normalizer.Form.NFC)).replaceAll(" ");
    String bare = text.strip();
    return bare.length() > most ? bare.substring(0, most) : bare;
  }

  String session() {
    return field(body, "session").asText("");
  }

  JsonNode result() {
    return field(body, "result");
  }
}
