package vn.lienthong.routes.refusals;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The id under which a call is found again everywhere. */
public final class CorrelationId {
  /** Header that carries it, both ways. */
  public static final String HEADER = "X-Correlation-Id";

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._:-]{8,64}");

  private CorrelationId() {}

  /** The caller's own id where it has a usable form, else a new one. */
  public static String from(Optional<String> header) {
    return header
        .filter(value -> FORM.matcher(value).matches())
        .orElseGet(() -> UUID.randomUUID().toString());
  }
}
