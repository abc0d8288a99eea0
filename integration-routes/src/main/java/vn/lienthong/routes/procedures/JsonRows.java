package vn.lienthong.routes.procedures;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Many rows as one JSON text, which {@code jsonb_to_recordset} takes in one round trip. */
final class JsonRows {
  private JsonRows() {}

  static <T> String of(Collection<T> items, BiConsumer<T, Row> fill) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode(items.size());
    items.forEach(item -> fill.accept(item, new Row(rows.addObject())));
    return ProcedureDocument.textOf(rows);
  }

  /** The text without U+0000, which PostgreSQL's texts cannot hold. */
  static String storable(String text) {
    return text.replace("\u0000", "");
  }

  /** One row; a column that is not put is NULL. */
  record Row(ObjectNode node) {
    Row put(String column, String value) {
      node.put(column, storable(value));
      return this;
    }

    Row put(String column, boolean value) {
      node.put(column, value);
      return this;
    }

    Row put(String column, long value) {
      node.put(column, value);
      return this;
    }

    Row put(String column, Instant value) {
      node.put(column, value.toString());
      return this;
    }

    Row put(String column, JsonNode value) {
      node.set(column, value);
      return this;
    }

    Row put(String column, Optional<String> value) {
      value.ifPresent(text -> put(column, text));
      return this;
    }
  }
}
