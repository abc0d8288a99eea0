package vn.lienthong.connectors.npsp;

import vn.lienthong.schemas.error.HubError;

/** Outcome of mapping one dossier or step to the portal's form. */
public sealed interface MappedItem {
  /** It can be sent. */
  record Ready(NpspItem item) implements MappedItem {}

  /** A rule with a source forbids to send it. */
  record Refused(HubError error, String field, String text) implements MappedItem {}
}
