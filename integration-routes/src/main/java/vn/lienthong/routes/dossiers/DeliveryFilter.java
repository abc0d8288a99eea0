package vn.lienthong.routes.dossiers;

import java.util.Optional;

/**
 * Which deliveries to list; what is empty does not restrict.
 *
 * @param codeBegins the beginning of the dossier's code, or all of it; case counts
 */
public record DeliveryFilter(
    Optional<DeliveryState> state,
    Optional<DeliveryKind> kind,
    Optional<String> errorCode,
    Optional<String> codeBegins) {
  /** All of them. */
  public static final DeliveryFilter ALL =
      new DeliveryFilter(Optional.empty(), Optional.empty(), Optional.empty());

  /** Of every dossier. */
  public DeliveryFilter(
      Optional<DeliveryState> state, Optional<DeliveryKind> kind, Optional<String> errorCode) {
    this(state, kind, errorCode, Optional.empty());
  }

  /** Those in this state. */
  public static DeliveryFilter in(DeliveryState state) {
    return new DeliveryFilter(Optional.of(state), Optional.empty(), Optional.empty());
  }
}
