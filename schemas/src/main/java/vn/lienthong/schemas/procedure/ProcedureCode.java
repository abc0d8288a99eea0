package vn.lienthong.schemas.procedure;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * National code of an administrative procedure: {@code d.dddddd}, at times followed by an agency
 * suffix ({@code 1.011441.000.00.00.H38}).
 *
 * <p>Source: docs/partners/npsp.md, procedure codes.
 */
public record ProcedureCode(@JsonValue String value) implements Comparable<ProcedureCode> {
  private static final Pattern FORM =
      Pattern.compile("[0-9]\\.[0-9]{6}(\\.[0-9]{3}\\.[0-9]{2}\\.[0-9]{2}\\.[A-Z][0-9]{2})?");

  public ProcedureCode {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "procedure code must have the form 1.234567, with or without an agency suffix: '"
              + value
              + "'");
    }
  }

  /** Reads a code as it stands on a wire; empty when its form is wrong. Blanks are not trimmed. */
  public static Optional<ProcedureCode> parse(String raw) {
    return FORM.matcher(raw).matches() ? Optional.of(new ProcedureCode(raw)) : Optional.empty();
  }

  /** The national part without the agency suffix. */
  public ProcedureCode national() {
    return value.length() == 8 ? this : new ProcedureCode(value.substring(0, 8));
  }

  @Override
  public int compareTo(ProcedureCode other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
