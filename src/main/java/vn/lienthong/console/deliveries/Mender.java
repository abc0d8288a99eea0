package vn.lienthong.console.deliveries;

import java.util.Optional;
import vn.lienthong.schemas.error.HubError;

/** Who can mend what a delivery is refused or held for. */
enum Mender {
  /** Who enters the dossier in the one-stop system. */
  OFFICE,
  /** The one-stop system's vendor. */
  VENDOR,
  /** Who keeps the catalogue of procedures. */
  CATALOGUE,
  /** Who keeps the hub's profile of the partner: code lists and answers. */
  MAPPING,
  /** The portal's desk. */
  PORTAL,
  /** Who runs the hub. */
  HUB;

  /** Empty for an error that no delivery carries. */
  static Optional<Mender> of(HubError error) {
    return switch (error) {
      case STATUS_NOT_NATIONAL,
          VALUE_TOO_LONG,
          FIELD_EMPTY,
          FIELD_MISSING,
          DOCUMENT_FIELD_WRONG,
          OWNER_CONTRADICTED,
          PARTNER_REFUSED ->
          Optional.of(OFFICE);
      case DOCUMENT_UNREADABLE, DOCUMENT_FIELD_UNKNOWN, DOCUMENT_OF_ANOTHER -> Optional.of(VENDOR);
      case PROCEDURE_UNKNOWN, SECTOR_MISSING -> Optional.of(CATALOGUE);
      case CODE_UNKNOWN, PARTNER_ANSWER_UNKNOWN -> Optional.of(MAPPING);
      case PARTNER_UNREACHABLE, PARTNER_ANSWER_UNREADABLE, DELIVERY_IN_DOUBT -> Optional.of(PORTAL);
      case PARTNER_ANSWER_LOST,
          PARTNER_HELD_BACK,
          ANSWER_NOT_TRUSTED,
          DELIVERY_UNREADABLE,
          DOSSIER_OWNED_BY_ANOTHER ->
          Optional.of(HUB);
      default -> Optional.empty();
    };
  }

  /** Empty for a code that this version does not know, or that no delivery carries. */
  static Optional<Mender> ofCode(String code) {
    return HubError.ofCode(code).flatMap(Mender::of);
  }
}
