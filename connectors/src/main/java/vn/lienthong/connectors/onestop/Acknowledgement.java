package vn.lienthong.connectors.onestop;

import java.time.Instant;
import java.util.Optional;

/**
 * What became of one row of the feed. The newest word about a row replaces the older one; the same
 * word twice changes nothing.
 *
 * @param partner {@code hub} for the capture, else the partner it was for, such as {@code npsp}
 * @param code dossier code as it stands in the feed
 * @param kind {@code dossier} or {@code step}
 * @param errorCode such as LT-3001; must be present for UNREADABLE and REFUSED
 * @param field path in the document
 * @param text what is wrong and what to do, for the clerk, in Vietnamese
 */
public record Acknowledgement(
    String partner,
    String code,
    String kind,
    long version,
    State state,
    Optional<String> errorCode,
    Optional<String> field,
    Optional<String> text,
    Instant at) {
  public Acknowledgement {
    if ((state == State.UNREADABLE || state == State.REFUSED) && errorCode.isEmpty()) {
      throw new IllegalArgumentException("an acknowledgement " + state + " needs an error code");
    }
  }

  /** Where the row stands. */
  public enum State {
    /** The hub holds it. */
    RECEIVED,
    /** The hub could not read it: write a corrected next version. */
    UNREADABLE,
    DELIVERED,
    /** The partner, or a rule with a source, said no: write a corrected next version. */
    REFUSED,
    /** Attempts are used up; an operator of the hub looks at it. */
    PARKED,
    /** Sent, outcome not known yet. */
    IN_DOUBT,
    /** A newer snapshot went instead. */
    SUPERSEDED,
    /** An operator of the hub gave it up, with a reason. */
    CANCELLED,
    /** The partner had it before the hub took over. */
    ADOPTED
  }
}
