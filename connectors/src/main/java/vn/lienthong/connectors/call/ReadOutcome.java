package vn.lienthong.connectors.call;

import java.util.List;
import vn.lienthong.schemas.delivery.DeliveryOutcome;

/** What was read from an answer: a value with findings, or why there is none. */
public sealed interface ReadOutcome<T> {

  /** The value, and what was odd about it. */
  record Value<T>(T value, List<Finding> findings) implements ReadOutcome<T> {
    public Value {
      findings = List.copyOf(findings);
    }
  }

  /** No value: never {@link DeliveryOutcome.Accepted}. */
  record Failed<T>(DeliveryOutcome outcome) implements ReadOutcome<T> {}

  /**
   * Something odd in a partner's data that did not stop the work.
   *
   * @param code a short fixed name, such as code-malformed
   * @param field the wire field
   * @param text what was found
   */
  record Finding(String code, String field, String text) {}
}
