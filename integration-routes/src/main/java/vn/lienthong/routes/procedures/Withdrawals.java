package vn.lienthong.routes.procedures;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.lienthong.routes.procedures.ProcedureRegistry.InForce;
import vn.lienthong.routes.procedures.ProcedureRegistry.State;

/** What the province performs and the national list no longer holds. */
final class Withdrawals {
  private static final int MOST_CLOSED_PERCENT = 2;

  private final ProcedureStore store;
  private final ChangeRule rule;
  private final Clock clock;

  Withdrawals(ProcedureStore store, ChangeRule rule, Clock clock) {
    this.store = store;
    this.rule = rule;
    this.clock = clock;
  }

  /**
   * Works out what is to be closed or proposed, in the running transaction. Whatever the rule says,
   * more than 2 % of the open procedures at once (and more than one) wait for an operator.
   */
  RegistryUpdate of(ListRead read) {
    Map<String, InForce> inForce = store.registry().inForce();
    List<String> open =
        inForce.entrySet().stream()
            .filter(entry -> entry.getValue().state() == State.OPEN)
            .map(Map.Entry::getKey)
            .filter(read.scope()::holds)
            .sorted()
            .toList();
    Set<String> listed = read.codes();
    List<String> gone = open.stream().filter(code -> !listed.contains(code)).toList();
    boolean many = gone.size() > Math.max(1, open.size() * MOST_CLOSED_PERCENT / 100);
    boolean waits = many || rule.withdrawalWaits();
    Instant now = clock.instant();
    Map<String, Instant> since = store.list().goneSince(gone);
    RegistryUpdate update =
        new RegistryUpdate(
            read.run(),
            rule,
            inForce,
            waits ? Map.of() : store.registry().documents(gone),
            store.proposals().words(gone),
            now);
    gone.forEach(code -> update.gone(code, since.getOrDefault(code, now), waits));
    return update;
  }
}
