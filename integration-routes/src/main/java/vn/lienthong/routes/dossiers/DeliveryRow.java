package vn.lienthong.routes.dossiers;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import vn.lienthong.schemas.dossier.DossierCode;

/**
 * One delivery as an operator sees it.
 *
 * @param dossier as it stands in the change feed; may have another form than {@link DossierCode}
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
    Optional<String> reason) {

  /** Error code of the catalogue, field or rule, and what to mend in the clerk's language. */
  public record Trouble(String code, Optional<String> field, Optional<String> text) {}
}
