package vn.lienthong.routes.procedures;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import vn.lienthong.schemas.json.HubJson;
import vn.lienthong.schemas.procedure.Procedure;

/** A procedure as JSON, and its hash, which does not depend on how the JSON is written. */
record ProcedureDocument(JsonNode json, String hash) {
  private static final ObjectMapper MAPPER = HubJson.newMapper();

  static ProcedureDocument of(Procedure procedure) {
    return of(MAPPER.<JsonNode>valueToTree(procedure));
  }

  static ProcedureDocument of(JsonNode json) {
    return new ProcedureDocument(json, hashOf(json));
  }

  static ProcedureDocument parse(String text) {
    return of(read(text));
  }

  static JsonNode read(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored document is no JSON", e);
    }
  }

  static Procedure procedure(String text) {
    try {
      return MAPPER.readValue(text, Procedure.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored document is no procedure", e);
    }
  }

  static String hashOf(JsonNode json) {
    StringBuilder canonical = new StringBuilder();
    write(json, canonical);
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(sha256.digest(canonical.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }

  static String textOf(Object tree) {
    try {
      return MAPPER.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always JSON", e);
    }
  }

  String text() {
    return textOf(json);
  }

  /** Sorted keys, plain numbers, absent and null the same, every text with its length before it. */
  private static void write(JsonNode node, StringBuilder out) {
    if (node.isObject()) {
      out.append('{');
      TreeMap<String, JsonNode> fields = new TreeMap<>();
      node.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
      fields.forEach(
          (name, value) -> {
            if (!value.isNull()) {
              text(name, out);
              write(value, out);
            }
          });
      out.append('}');
    } else if (node.isArray()) {
      out.append('[');
      node.forEach(item -> write(item, out));
      out.append(']');
    } else if (node.isNumber()) {
      out.append('n').append(plain(node.decimalValue())).append(';');
    } else {
      text(node.asText(), out);
    }
  }

  private static void text(String value, StringBuilder out) {
    out.append(value.length()).append(':').append(value);
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
