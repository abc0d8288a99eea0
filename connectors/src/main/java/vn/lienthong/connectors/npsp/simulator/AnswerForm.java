package vn.lienthong.connectors.npsp.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.ErrorCodes;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.Modes;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.Wrapping;

/** Writes answers in the form that the modes say. */
final class AnswerForm {
  private final Modes modes;
  private final ObjectMapper json;

  AnswerForm(Modes modes, ObjectMapper json) {
    this.modes = modes;
    this.json = json;
  }

  /** The adapter's form. */
  HttpReply.Whole adapter(Answer answer, boolean otherCase) {
    ObjectNode plain = plain(answer);
    boolean wrapped = modes.wrapping() == Wrapping.MESSAGE_JSON && answer.session().isEmpty();
    return write(answer.status(), wrapped ? wrapped(answer, plain) : plain, otherCase);
  }

  /** The relay's form for pushes: texts error_code and message, nothing else. */
  HttpReply.Whole relay(Answer answer, boolean otherCase) {
    ObjectNode body =
        json.createObjectNode()
            .put("error_code", String.valueOf(answer.code()))
            .put("message", answer.message());
    return write(answer.status(), body, otherCase);
  }

  /** The relay's form for catalogue reads: the adapter's answer as JSON text in message. */
  HttpReply.Whole relayRead(Answer answer, boolean otherCase) {
    return write(answer.status(), wrapped(answer, plain(answer)), otherCase);
  }

  private ObjectNode plain(Answer answer) {
    ObjectNode body = json.createObjectNode();
    answer.session().ifPresent(session -> body.put("session", session));
    if (modes.errorCodes() == ErrorCodes.NUMBER) {
      body.put("error_code", answer.code());
    } else {
      boolean longZero = answer.code() == 0 && modes.errorCodes() == ErrorCodes.TEXT_00;
      body.put("error_code", longZero ? "00" : String.valueOf(answer.code()));
    }
    body.put("message", answer.message());
    answer.result().ifPresent(result -> body.set("result", result));
    return body;
  }

  private ObjectNode wrapped(Answer answer, ObjectNode plain) {
    try {
      return json.createObjectNode()
          .put("error_code", String.valueOf(answer.code()))
          .put("message", json.writeValueAsString(plain));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  private HttpReply.Whole write(int status, ObjectNode body, boolean otherCase) {
    try {
      return HttpReply.Whole.json(
          status, json.writeValueAsBytes(otherCase ? inOtherCase(body) : body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  private JsonNode inOtherCase(JsonNode node) {
    if (node.isObject()) {
      ObjectNode turned = json.createObjectNode();
      node.properties()
          .forEach(field -> turned.set(turned(field.getKey()), inOtherCase(field.getValue())));
      return turned;
    }
    if (node.isArray()) {
      ArrayNode turned = json.createArrayNode();
      node.forEach(element -> turned.add(inOtherCase(element)));
      return turned;
    }
    return node;
  }

  private static String turned(String key) {
    String upper = key.toUpperCase(Locale.ROOT);
    return key.equals(upper) ? key.toLowerCase(Locale.ROOT) : upper;
  }
}
