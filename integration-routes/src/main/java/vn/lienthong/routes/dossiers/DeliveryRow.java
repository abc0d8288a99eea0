package vn.lienthong.routes.dossiers;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import vn.lienthong.schemas.dossier.DossierCode;
import vn.lienthong.schemas.dossier.OwnerSystem;

/**
 * One delivery as an operator sees it.
 *
 * @param dossier as it stands in the change feed; may have another form than {@link DossierCode}
 * @param owner whose the dossier is; empty while no readable snapshot is captured
 * @param told whether the one-stop system has been told of the state, or need not be
 * @param error why it does not go on; empty when nothing is wrong
 */
public record DeliveryRow(
    UUID id,
    String partner,
    String dossier,
    long version,
    DeliveryKind kind,
    DeliveryState state,
    int attempts,
    Instant nextAt,
    Instant capturedAt,
    Instant changedAt,
    Optional<String> callId,
    Optional<Trouble> error,
    Optional<String> reason,
    boolean told,
    Optional<OwnerSystem> owner) {

  /** Error code of the catalogue, field or rule, and what to mend in the clerk's language. */
  public record Trouble(String code, Optional<String> field, Optional<String> text) {}
}
