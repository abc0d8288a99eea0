package vn.lienthong.console.deliveries;

import java.util.Optional;
import java.util.Set;
import vn.lienthong.routes.dossiers.DeliveryState;
import vn.lienthong.routes.dossiers.ReplayFilter;

/**
 * What is to be sent again, as it stands in the form.
 *
 * @param error code of the cause; nothing is found without one
 * @param field of the cause, an empty text for a cause without one
 */
record ReplayForm(String error, String field, String agency, String procedure) {
  /** Refused and parked deliveries of the cause. */
  ReplayFilter filter() {
    return new ReplayFilter(
        Set.of(DeliveryState.REFUSED, DeliveryState.PARKED),
        Optional.of(error),
        Optional.of(field),
        filled(agency),
        filled(procedure),
        Optional.empty(),
        Optional.empty());
  }

  private static Optional<String> filled(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
