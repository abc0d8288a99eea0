package vn.lienthong.routes.dossiers;

import java.util.Set;

/** Where a delivery stands, and where it may go from there. The database checks the same table. */
public enum DeliveryState {
  /** To be sent. */
  DUE,
  /** Leased by a worker. */
  IN_FLIGHT,
  /** The partner has it. */
  DELIVERED,
  /** The partner, or a rule with a source, said no: somebody must mend it. */
  REFUSED,
  /** Attempts are used up. */
  PARKED,
  /** It may or may not have taken effect. */
  IN_DOUBT,
  /** A newer snapshot went or goes in its place. */
  SUPERSEDED,
  /** Given up by an operator, with a reason. */
  CANCELLED,
  /** Another system had sent it before the hub took over. */
  ADOPTED,
  /** Of a dossier that another system owns: never sent by the hub. */
  FOREIGN;

  /** The states that may follow. */
  public Set<DeliveryState> next() {
    return switch (this) {
      case DUE -> Set.of(IN_FLIGHT, REFUSED, SUPERSEDED, CANCELLED, ADOPTED, FOREIGN);
      case IN_FLIGHT -> Set.of(DELIVERED, REFUSED, DUE, PARKED, IN_DOUBT);
      case IN_DOUBT -> Set.of(DELIVERED, REFUSED, DUE, PARKED, SUPERSEDED, CANCELLED, FOREIGN);
      case REFUSED -> Set.of(DUE, SUPERSEDED, CANCELLED, ADOPTED, FOREIGN);
      case PARKED -> Set.of(DUE, SUPERSEDED, CANCELLED, FOREIGN);
      case DELIVERED, SUPERSEDED, CANCELLED, ADOPTED, FOREIGN -> Set.of();
    };
  }

  /** True when nothing follows. */
  public boolean isFinal() {
    return next().isEmpty();
  }

  /** True when later deliveries of the dossier wait until somebody acts or it is resolved. */
  public boolean blocks() {
    return switch (this) {
      case REFUSED, PARKED, IN_DOUBT -> true;
      case DUE, IN_FLIGHT, DELIVERED, SUPERSEDED, CANCELLED, ADOPTED, FOREIGN -> false;
    };
  }
}
