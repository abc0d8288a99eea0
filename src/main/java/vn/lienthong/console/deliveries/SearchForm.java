package vn.lienthong.console.deliveries;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import vn.lienthong.routes.dossiers.DeliveryFilter;
import vn.lienthong.routes.dossiers.DeliveryKind;
import vn.lienthong.routes.dossiers.DeliveryPage.Place;
import vn.lienthong.routes.dossiers.DeliveryState;

/** What is looked for, as it stands in the form. */
record SearchForm(
    String code, Optional<DeliveryState> state, Optional<DeliveryKind> kind, String error) {
  DeliveryFilter filter() {
    return new DeliveryFilter(state, kind, filled(error), filled(code));
  }

  private static Optional<String> filled(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  /** A place as it stands in an address. */
  static String written(Place place) {
    return place.changedAt() + "~" + place.id();
  }

  /** The place of an address; the newest for one that cannot be read. */
  static Place place(String written) {
    String[] parts = written.split("~", 2);
    try {
      return parts.length == 2
          ? new Place(Instant.parse(parts[0]), UUID.fromString(parts[1]))
          : Place.NEWEST;
    } catch (DateTimeParseException | IllegalArgumentException e) {
      return Place.NEWEST;
    }
  }
}
