package vn.lienthong.routes.dossiers;

import java.util.Optional;

/** Which deliveries to list; what is empty does not restrict. */
public record DeliveryFilter(
    Optional<DeliveryState> state, Optional<DeliveryKind> kind, Optional<String> errorCode) {
  /** All of them. */
  public static final DeliveryFilter ALL =
      new DeliveryFilter(Optional.empty(), Optional.empty(), Optional.empty());

  /** Those in this state. */
  public static DeliveryFilter in(DeliveryState state) {
    return new DeliveryFilter(Optional.of(state), Optional.empty(), Optional.empty());
  }
}
