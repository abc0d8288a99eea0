package vn.lienthong.routes.procedures;

import java.util.Optional;

/**
 * One field that differs.
 *
 * @param path field of the hub's Procedure, such as channels[1].terms[0].fees[0].amountVnd
 * @param before empty when the field was not there
 * @param after empty when the field is no longer there
 */
public record FieldChange(String path, Kind kind, Optional<String> before, Optional<String> after) {

  static FieldChange withdrawal() {
    return new FieldChange("state", Kind.WITHDRAWAL, Optional.of("OPEN"), Optional.of("CLOSED"));
  }

  /** What it means for citizens. */
  public enum Kind {
    FEE,
    TIME,
    COMPONENTS,
    WITHDRAWAL,
    ADDED,
    REOPENED,
    OTHER;

    static Kind of(String path) {
      if (path.startsWith("papers")) {
        return COMPONENTS;
      }
      if (path.startsWith("channels")) {
        return path.contains(".fees") ? FEE : TIME;
      }
      return OTHER;
    }
  }
}
