package vn.lienthong.connectors.onestop;

import java.util.Optional;
import vn.lienthong.schemas.dossier.Dossier;
import vn.lienthong.schemas.dossier.DossierCode;
import vn.lienthong.schemas.dossier.ProgressStep;
import vn.lienthong.schemas.error.HubError;

/** What a row of the feed says. */
public sealed interface FeedItem {

  /** A snapshot of the dossier. */
  record DossierChange(DossierCode code, long version, Dossier dossier) implements FeedItem {}

  /** One step of the dossier's progress. */
  record StepChange(DossierCode code, long version, ProgressStep step) implements FeedItem {}

  /**
   * The row breaks the contract. {@code field} is the path in the document, such as {@code
   * files[2].file.sha256}; {@code text} says in Vietnamese what is wrong and what to do, and holds
   * no value of the document.
   */
  record Unreadable(String code, long version, HubError error, Optional<String> field, String text)
      implements FeedItem {}
}
