package vn.lienthong.routes.dossiers;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * A delivery as a worker takes it.
 *
 * @param document JSON of the snapshot or step
 * @param sent what went out in its last call, kept while that call's effect is not certain
 */
record Claimed(
    Key key,
    DeliveryKind kind,
    UUID id,
    int attempts,
    int deferrals,
    String document,
    Optional<Sent> sent) {

  /** Which row. */
  record Key(LocalDate month, String dossier, long version) {}

  /** The form and exact bytes of the last call. */
  record Sent(Form form, byte[] item) {}

  @Override
  public String toString() {
    return "Claimed[" + key.dossier() + " version " + key.version() + "]";
  }
}
