package vn.lienthong.routes.procedures;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares two documents field by field; items of lists are found again by their key. */
final class FieldComparison {
  private static final List<String> KEYS = List.of("code", "number", "channel", "caseName", "name");

  private FieldComparison() {}

  static List<FieldChange> of(ProcedureDocument before, ProcedureDocument after) {
    if (before.hash().equals(after.hash())) {
      return List.of();
    }
    Map<String, String> old = flat(before.json());
    Map<String, String> now = flat(after.json());
    Set<String> paths = new TreeSet<>(old.keySet());
    paths.addAll(now.keySet());
    List<FieldChange> changes = new ArrayList<>();
    for (String path : paths) {
      Optional<String> left = Optional.ofNullable(old.get(path));
      Optional<String> right = Optional.ofNullable(now.get(path));
      if (!left.equals(right)) {
        changes.add(new FieldChange(path, FieldChange.Kind.of(path), left, right));
      }
    }
    return changes.isEmpty() ? reordered(before.json(), after.json()) : List.copyOf(changes);
  }

  /** The same values in another order: said per top field, so that no difference is silent. */
  private static List<FieldChange> reordered(JsonNode before, JsonNode after) {
    List<FieldChange> changes = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : after.properties()) {
      JsonNode old = before.path(field.getKey());
      if (!ProcedureDocument.hashOf(old).equals(ProcedureDocument.hashOf(field.getValue()))) {
        changes.add(
            new FieldChange(
                field.getKey(),
                FieldChange.Kind.of(field.getKey()),
                Optional.of("(order) " + old),
                Optional.of("(order) " + field.getValue())));
      }
    }
    return List.copyOf(changes);
  }

  private static Map<String, String> flat(JsonNode document) {
    Map<String, String> leaves = new TreeMap<>();
    flatten("", document, leaves);
    return leaves;
  }

  private static void flatten(String path, JsonNode node, Map<String, String> leaves) {
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        flatten(
            path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
            field.getValue(),
            leaves);
      }
    } else if (node.isArray()) {
      Set<String> taken = new HashSet<>();
      for (int i = 0; i < node.size(); i++) {
        String key = key(node.get(i), i);
        int twin = 1;
        String free = key;
        while (!taken.add(free)) {
          twin++;
          free = key + "#" + twin;
        }
        flatten(path + "[" + free + "]", node.get(i), leaves);
      }
    } else if (node.isNumber()) {
      leaves.put(path, node.decimalValue().stripTrailingZeros().toPlainString());
    } else if (!node.isNull()) {
      leaves.put(path, node.asText());
    }
  }

  private static String key(JsonNode item, int place) {
    return KEYS.stream()
        .map(item::path)
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .findFirst()
        .orElse(String.valueOf(place));
  }
}
