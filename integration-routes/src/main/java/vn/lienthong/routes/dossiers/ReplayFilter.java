package vn.lienthong.routes.dossiers;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which deliveries are replayed together; what is empty does not restrict.
 *
 * @param states of REFUSED, PARKED, IN_DOUBT (only those that wait for an operator) and DELIVERED
 * @param error error code, such as LT-4001
 * @param field as the refusal names it; an empty text for those that name none
 * @param agency code of the handling agency, those below it included
 * @param procedure code, with or without the agency behind it
 * @param from when the state was reached, inclusive
 * @param to exclusive
 */
public record ReplayFilter(
    Set<DeliveryState> states,
    Optional<String> error,
    Optional<String> field,
    Optional<String> agency,
    Optional<String> procedure,
    Optional<Instant> from,
    Optional<Instant> to) {
  /** The states that can be replayed. */
  public static final Set<DeliveryState> REPLAYABLE =
      Set.copyOf(
          EnumSet.of(
              DeliveryState.REFUSED,
              DeliveryState.PARKED,
              DeliveryState.IN_DOUBT,
              DeliveryState.DELIVERED));

  public ReplayFilter {
    states = Set.copyOf(states);
    if (states.isEmpty() || !REPLAYABLE.containsAll(states)) {
      throw new IllegalArgumentException("replayed are " + REPLAYABLE + ", not " + states);
    }
  }

  /** Whatever field the refusal names. */
  public ReplayFilter(
      Set<DeliveryState> states,
      Optional<String> error,
      Optional<String> agency,
      Optional<String> procedure,
      Optional<Instant> from,
      Optional<Instant> to) {
    this(states, error, Optional.empty(), agency, procedure, from, to);
  }

  /** All deliveries in this state. */
  public static ReplayFilter in(DeliveryState state) {
    return new ReplayFilter(
        Set.of(state),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Those that go out again, without those that are only asked for. */
  Set<DeliveryState> held() {
    EnumSet<DeliveryState> held = EnumSet.copyOf(states);
    held.remove(DeliveryState.DELIVERED);
    return held;
  }
}
