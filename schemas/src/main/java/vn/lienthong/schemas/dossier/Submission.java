package vn.lienthong.schemas.dossier;

import java.time.Instant;
import java.util.Optional;

/**
 * How and when the dossier came in.
 *
 * @param receivedAt when the desk took it; empty while it is only registered
 * @param dueAt when the result is due; empty while no term runs
 */
public record Submission(
    Channel channel,
    Optional<Place> place,
    Optional<Instant> submittedAt,
    Optional<Instant> receivedAt,
    Optional<Instant> dueAt,
    Optional<String> summary,
    Optional<String> otherInformation) {

  /** The way a citizen came. */
  public enum Channel {
    DIRECT,
    ONLINE,
    PUBLIC_POST
  }

  /** The system at which the dossier was filed. */
  public enum Place {
    NATIONAL_PORTAL,
    MINISTRY_OR_PROVINCE
  }
}
