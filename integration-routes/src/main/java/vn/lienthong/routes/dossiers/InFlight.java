package vn.lienthong.routes.dossiers;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import vn.lienthong.connectors.npsp.NpspItem;
import vn.lienthong.connectors.npsp.NpspSession;
import vn.lienthong.routes.partner.OpenCall;

/**
 * Deliveries leased for one call that is logged and not yet sent.
 *
 * @param wire the deliveries as they stand in the call, in its order
 * @param leaseUntil as all nodes see it
 * @param fuse what is left of the lease for this one
 */
record InFlight(
    OpenCall open,
    NpspSession session,
    Form form,
    List<Claimed> items,
    List<NpspItem> wire,
    Instant leaseUntil,
    Fuse fuse) {
  InFlight {
    items = List.copyOf(items);
    wire = List.copyOf(wire);
  }

  Set<String> codes() {
    return items.stream()
        .map(item -> item.key().dossier())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
