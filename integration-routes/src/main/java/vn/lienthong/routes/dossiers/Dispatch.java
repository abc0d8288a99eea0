package vn.lienthong.routes.dossiers;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import vn.lienthong.routes.dossiers.DeliveryTable.Change;

/**
 * The tables that change together, and the rule that after a change of deliveries their dossiers'
 * heads are found anew and the change is published. All inside the caller's transaction.
 */
final class Dispatch {
  private final DossierTable dossiers;
  private final DeliveryTable deliveries;
  private final EventOutbox events;
  private final Clock clock;

  Dispatch(DossierTable dossiers, DeliveryTable deliveries, EventOutbox events, Clock clock) {
    this.dossiers = dossiers;
    this.deliveries = deliveries;
    this.events = events;
    this.clock = clock;
  }

  DossierTable dossiers() {
    return dossiers;
  }

  DeliveryTable deliveries() {
    return deliveries;
  }

  Instant now() {
    return clock.instant();
  }

  /** Closes a change: mended snapshots take their places, heads are found, events are written. */
  void settle(Collection<String> codes, List<Change> changes) {
    Instant now = now();
    boolean maybeMended =
        changes.stream()
            .anyMatch(
                change ->
                    change.kind() == DeliveryKind.SNAPSHOT
                        && (change.state() == DeliveryState.REFUSED
                            || change.state() == DeliveryState.PARKED
                            || change.state() == DeliveryState.DUE));
    if (maybeMended) {
      events.add(deliveries.mend(codes, now), now);
      events.add(deliveries.supersede(codes, now), now);
    }
    dossiers.refreshHeads(codes);
    events.add(changes, now);
  }
}
