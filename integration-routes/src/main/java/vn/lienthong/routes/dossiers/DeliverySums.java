package vn.lienthong.routes.dossiers;

import java.util.Map;

/**
 * How many deliveries there are.
 *
 * @param byState every state, also those that nobody is in
 * @param blocked of the deliveries DUE, those behind one that is refused, parked or in doubt
 * @param dossiersCaptured dossiers with at least one delivery, but for those of other owners
 * @param dossiersDelivered of them, those the partner knows and of which nothing is left to do
 * @param stepsCaptured deliveries that are steps
 * @param stepsDelivered of them, those delivered
 */
public record DeliverySums(
    Map<DeliveryState, Long> byState,
    long blocked,
    long dossiersCaptured,
    long dossiersDelivered,
    long stepsCaptured,
    long stepsDelivered) {
  public DeliverySums {
    byState = Map.copyOf(byState);
  }

  /** All messages accepted from the one-stop system: always the sum over the states. */
  public long accepted() {
    return byState.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many are in this state. */
  public long in(DeliveryState state) {
    return byState.getOrDefault(state, 0L);
  }
}
