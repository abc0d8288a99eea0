package vn.lienthong.routes.dossiers;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A part of the deliveries found, the newest changes first.
 *
 * @param older where the next page begins; empty when this one is the last
 */
public record DeliveryPage(List<DeliveryRow> rows, Optional<Place> older) {
  public DeliveryPage {
    rows = List.copyOf(rows);
  }

  /** A place in the list: what stands behind it changed earlier. */
  public record Place(Instant changedAt, UUID id) {
    /** Before everything. */
    public static final Place NEWEST =
        new Place(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1));
  }
}
