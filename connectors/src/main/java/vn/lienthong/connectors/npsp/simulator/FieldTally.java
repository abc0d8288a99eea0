package vn.lienthong.connectors.npsp.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Fills an answer and counts which leaves come from a source and which were made up. */
final class FieldTally {
  /** Stands in every text that was made up, so that nobody takes it for a fact. */
  static final String MADE_UP = "(dữ liệu mô phỏng)";

  private long real;
  private long generated;

  /** A value that a source gives. */
  void real(ObjectNode node, String key, String value) {
    node.put(key, value);
    real++;
  }

  /** A value that was made up. */
  void made(ObjectNode node, String key, String value) {
    node.put(key, value);
    generated++;
  }

  /** The known value, else the made-up one. */
  void known(ObjectNode node, String key, Optional<String> value, String otherwise) {
    value.ifPresentOrElse(found -> real(node, key, found), () -> made(node, key, otherwise));
  }

  /** Leaves that no source gives and that would be a lie if made up: empty, not counted. */
  static void empty(ObjectNode node, String... keys) {
    for (String key : keys) {
      node.put(key, "");
    }
  }

  long real() {
    return real;
  }

  long generated() {
    return generated;
  }
}
