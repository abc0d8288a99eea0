package vn.lienthong.schemas.dossier;

import java.util.List;
import java.util.Optional;

/** Whose dossier it is. Prints itself without personal data. */
public record Applicant(
    Optional<String> name,
    Kind kind,
    Optional<String> nationalAccountId,
    Optional<String> identityNumber,
    List<Identifier> identifiers,
    Contact contact) {
  public Applicant {
    identifiers = List.copyOf(identifiers);
  }

  /** Who may own a dossier. */
  public enum Kind {
    CITIZEN,
    BUSINESS,
    STATE_AGENCY,
    ORGANISATION
  }

  /** Kind of identity paper. */
  public enum IdentifierKind {
    /** Personal number of 12 digits (CCCD). */
    PERSONAL_NUMBER,
    /** Identity card of 9 digits (CMND). */
    IDENTITY_CARD
  }

  /** One identity paper of the owner. */
  public record Identifier(IdentifierKind kind, String number) {
    @Override
    public String toString() {
      return "Identifier[" + kind + "]";
    }
  }

  /** How the owner can be reached. */
  public record Contact(Optional<String> email, Optional<String> phone, Optional<String> fax) {
    @Override
    public String toString() {
      return "Contact[…]";
    }
  }

  @Override
  public String toString() {
    return "Applicant[" + kind + "]";
  }
}
