package vn.lienthong.routes.procedures;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares portal (as last read), registry and one-stop system (as it is now) by hash. */
final class ParityCheck {
  private static final int MOST = 200;
  private static final String UNREAD = "not read";

  private final ProcedureStore store;
  private final String scopePlace;
  private final Clock clock;

  ParityCheck(ProcedureStore store, String scopePlace, Clock clock) {
    this.store = store;
    this.scopePlace = scopePlace;
    this.clock = clock;
  }

  /** With the portal as it was last read. */
  Parity compute() {
    return compute(store.list().accepted().keySet(), store.readings().all());
  }

  /**
   * With the portal as these readings found it.
   *
   * @param nationalList codes of the national list
   */
  Parity compute(Set<String> nationalList, Map<String, Readings.Known> readings) {
    Instant now = clock.instant();
    Scope scope = Scope.read(scopePlace, now);
    Set<String> listed = new TreeSet<>(nationalList);
    listed.retainAll(scope.codes());
    Map<String, String> npsp = new HashMap<>();
    listed.forEach(code -> npsp.put(code, hash(readings, code)));
    Map<String, String> registry = new HashMap<>();
    store
        .registry()
        .inForce()
        .forEach((code, one) -> open(scope, registry, code, one.state(), one.hash()));
    Map<String, String> onestop = new HashMap<>();
    store
        .copies()
        .held()
        .forEach((code, one) -> open(scope, onestop, code, one.state(), one.hash()));
    List<Parity.Standing> notEqual = notEqual(npsp, registry, onestop);
    int equal = union(npsp, registry, onestop).size() - notEqual.size();
    Parity.Pair ends = pair(npsp, onestop);
    return new Parity(
        now,
        scope.codes().size(),
        scope.dated(),
        npsp.size(),
        registry.size(),
        onestop.size(),
        equal,
        ends.equal() + ends.different() - equal,
        ends.onlyHere(),
        ends.onlyThere(),
        pair(registry, npsp),
        pair(registry, onestop),
        oldest(listed, readings),
        store.proposals().countWaiting(),
        notEqual.stream().limit(MOST).toList());
  }

  @SafeVarargs
  private static Set<String> union(Map<String, String>... sides) {
    Set<String> codes = new TreeSet<>();
    for (Map<String, String> side : sides) {
      codes.addAll(side.keySet());
    }
    return codes;
  }

  private static String hash(Map<String, Readings.Known> readings, String code) {
    return Optional.ofNullable(readings.get(code)).flatMap(Readings.Known::hash).orElse(UNREAD);
  }

  private static void open(
      Scope scope,
      Map<String, String> side,
      String code,
      ProcedureRegistry.State state,
      String hash) {
    if (state == ProcedureRegistry.State.OPEN && scope.holds(code)) {
      side.put(code, hash);
    }
  }

  private static Parity.Pair pair(Map<String, String> here, Map<String, String> there) {
    int equal = 0;
    int onlyHere = 0;
    int different = 0;
    for (Map.Entry<String, String> one : here.entrySet()) {
      String other = there.get(one.getKey());
      if (other == null) {
        onlyHere++;
      } else if (other.equals(one.getValue())) {
        equal++;
      } else {
        different++;
      }
    }
    return new Parity.Pair(equal, onlyHere, there.size() - equal - different, different);
  }

  private static List<Parity.Standing> notEqual(
      Map<String, String> npsp, Map<String, String> registry, Map<String, String> onestop) {
    List<Parity.Standing> found = new ArrayList<>();
    for (String code : union(npsp, registry, onestop)) {
      String portal = npsp.get(code);
      String here = registry.get(code);
      String there = onestop.get(code);
      if (portal == null || !portal.equals(here) || !Objects.equals(here, there)) {
        found.add(
            new Parity.Standing(
                code, portal != null, here != null, there != null, why(portal, here, there)));
      }
    }
    return found;
  }

  private static String why(
      @Nullable String portal, @Nullable String here, @Nullable String there) {
    if (portal == null) {
      return "not in the national list";
    }
    if (portal.equals(UNREAD)) {
      return UNREAD;
    }
    if (here == null || there == null) {
      return here == null ? "not in the registry" : "not in the one-stop system";
    }
    return portal.equals(here) ? "the one-stop system differs" : "the registry differs";
  }

  private static Optional<Instant> oldest(
      Set<String> listed, Map<String, Readings.Known> readings) {
    return listed.stream()
        .map(readings::get)
        .filter(Objects::nonNull)
        .flatMap(known -> known.readAt().stream())
        .min(Comparator.naturalOrder());
  }
}
