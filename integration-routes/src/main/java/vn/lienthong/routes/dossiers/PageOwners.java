package vn.lienthong.routes.dossiers;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.connectors.onestop.FeedItem;
import vn.lienthong.connectors.onestop.FeedItem.DossierChange;
import vn.lienthong.routes.dossiers.DeliveryTable.Refusal;
import vn.lienthong.schemas.dossier.OwnerSystem;
import vn.lienthong.schemas.error.HubError;

/**
 * Whose the dossiers of a page of the one-stop system's feed are. The first readable snapshot says
 * it: the system that it names, or else the one-stop system. It stays so until an operator hands
 * the dossier over; what the feed says of a dossier of another system is not taken.
 */
final class PageOwners {
  private static final String FIELD = "handling.ownerSystem";

  private final Map<String, OwnerSystem> owners;
  private final Map<String, OwnerSystem> foundElsewhere = new LinkedHashMap<>();

  /**
   * Compares what is known with what the rows say.
   *
   * @param known owners by dossier, as they stood before the page
   */
  PageOwners(Map<String, OwnerSystem> known, List<FeedItem> items) {
    this.owners = new HashMap<>(known);
    Map<String, DossierChange> first = new HashMap<>();
    for (FeedItem item : items) {
      if (item instanceof DossierChange change && !known.containsKey(change.code().value())) {
        first.merge(change.code().value(), change, (a, b) -> a.version() <= b.version() ? a : b);
      }
    }
    first.forEach(this::begin);
  }

  private void begin(String code, DossierChange change) {
    OwnerSystem owner = saysOwner(change);
    owners.put(code, owner);
    if (!owner.equals(OwnerSystem.ONE_STOP)) {
      foundElsewhere.put(code, owner);
    }
  }

  private static OwnerSystem saysOwner(DossierChange change) {
    return change.dossier().handling().ownerSystem().orElse(OwnerSystem.ONE_STOP);
  }

  /** The dossiers of which this page is the first to say that another system owns them. */
  Map<String, OwnerSystem> foundElsewhere() {
    return foundElsewhere;
  }

  /** Why the row is not taken: another system owns the dossier, or the row says so wrongly. */
  Optional<Refusal> refusal(String code, FeedItem item) {
    OwnerSystem owner = owners.getOrDefault(code, OwnerSystem.ONE_STOP);
    if (!owner.equals(OwnerSystem.ONE_STOP)) {
      return Optional.of(
          new Refusal(
              HubError.DOSSIER_OWNED_BY_ANOTHER, Optional.of(FIELD), ownedByAnother(owner)));
    }
    if (item instanceof DossierChange change && !saysOwner(change).equals(owner)) {
      HubError error = HubError.OWNER_CONTRADICTED;
      return Optional.of(
          new Refusal(
              error, Optional.of(FIELD), sentence(error, named(saysOwner(change)), named(owner))));
    }
    return Optional.empty();
  }

  /** What is told of a row of a dossier that this system owns. */
  static String ownedByAnother(OwnerSystem owner) {
    return sentence(HubError.DOSSIER_OWNED_BY_ANOTHER, named(owner));
  }

  private static String sentence(HubError error, Object... found) {
    return error.vietnamese(found) + " " + error.adviceVietnamese();
  }

  private static String named(OwnerSystem owner) {
    return switch (owner.kind()) {
      case ONE_STOP -> "hệ thống một cửa";
      case MINISTRY_SOFTWARE -> "phần mềm của bộ: " + owner.name().orElse("");
      case MINISTRY_PORTAL -> "cổng của bộ: " + owner.name().orElse("");
    };
  }
}
