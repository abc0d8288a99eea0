package vn.lienthong.connectors.npsp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.schemas.json.HubJson;

/**
 * Tables as they lie in a file. A file with {@code base} holds only what differs from that one (RFC
 * 7396, merge patch); rows of {@code answersBefore} go before those of the base.
 */
final class TablesFile {
  private static final ObjectMapper JSON = HubJson.newMapper();
  private static final String BEFORE = "answersBefore";

  private TablesFile() {}

  static NpspTables ofClassPath(String name) {
    return tables(brought(name), name);
  }

  static NpspTables ofFile(Path file) {
    try {
      return tables(withBase(parsed(Files.readAllBytes(file), file.toString())), file.toString());
    } catch (IOException e) {
      throw wrong(e, file + " cannot be read");
    }
  }

  private static JsonNode brought(String name) {
    try (InputStream in = TablesFile.class.getResourceAsStream("/npsp/" + name + ".json")) {
      if (in == null || name.equals("fields")) {
        throw new HubException(
            HubError.SETTING_INVALID, "hub.npsp.variant", "there is no variant '" + name + "'");
      }
      return withBase(parsed(in.readAllBytes(), name));
    } catch (IOException e) {
      throw wrong(e, name);
    }
  }

  private static JsonNode parsed(byte[] json, String name) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw wrong(e, name + " is no JSON");
    }
  }

  private static JsonNode withBase(JsonNode tables) {
    if (!tables.hasNonNull("base")) {
      return tables;
    }
    JsonNode base = brought(tables.path("base").asText());
    ObjectNode merged = (ObjectNode) merged(base, tables);
    merged.remove("base");
    if (merged.remove(BEFORE) instanceof ArrayNode first) {
      merged.set("answers", first.addAll((ArrayNode) merged.path("answers")));
    }
    return merged;
  }

  private static JsonNode merged(JsonNode base, JsonNode patch) {
    if (!(patch instanceof ObjectNode changes)) {
      return patch;
    }
    ObjectNode result = base.isObject() ? base.deepCopy() : JSON.createObjectNode();
    for (Map.Entry<String, JsonNode> change : changes.properties()) {
      if (change.getValue().isNull()) {
        result.remove(change.getKey());
      } else {
        result.set(change.getKey(), merged(result.path(change.getKey()), change.getValue()));
      }
    }
    return result;
  }

  private static NpspTables tables(JsonNode json, String name) {
    try {
      return JSON.treeToValue(json, NpspTables.class);
    } catch (JsonProcessingException e) {
      throw e.getCause() instanceof HubException said
          ? said
          : wrong(e, name + ": " + e.getOriginalMessage());
    }
  }

  private static HubException wrong(Exception cause, String text) {
    return new HubException(cause, HubError.SETTING_INVALID, "hub.npsp.variant", text);
  }
}
