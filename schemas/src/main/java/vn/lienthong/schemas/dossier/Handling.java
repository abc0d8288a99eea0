package vn.lienthong.schemas.dossier;

import java.time.Instant;
import java.util.Optional;

/**
 * Who handles the dossier and where it stands. {@code localStatus} is the owner's own number;
 * {@link #status()} reads it against the national list.
 *
 * @param ownerSystem where it was received and is handled; empty for the system that says this
 */
public record Handling(
    String agencyCode,
    String agencyName,
    int localStatus,
    Optional<Instant> finishedAt,
    Optional<Instant> refusedAt,
    Optional<String> note,
    Optional<OwnerSystem> ownerSystem) {

  /** The national status, or empty when the local number stands for none (0, for one). */
  public Optional<DossierStatus> status() {
    return DossierStatus.ofNationalCode(localStatus);
  }
}
