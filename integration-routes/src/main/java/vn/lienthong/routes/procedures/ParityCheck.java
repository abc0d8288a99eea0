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
  private static final String UNREAD = "not read yet";

  private final ProcedureStore store;
  private final String scopePlace;
  private final Clock clock;

  ParityCheck(ProcedureStore store, String scopePlace, Clock clock) {
    this.store = store;
    this.scopePlace = scopePlace;
    this.clock = clock;
  }

  Parity compute() {
    Scope scope = Scope.read(scopePlace);
    Set<String> listed = new TreeSet<>(store.list().accepted().keySet());
    listed.retainAll(scope.codes());
    Map<String, Readings.Known> readings = store.readings().all();
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
    Parity.Pair ends = pair(npsp, onestop);
    List<Parity.Standing> notEqual = notEqual(npsp, registry, onestop);
    Set<String> all = new TreeSet<>(npsp.keySet());
    all.addAll(registry.keySet());
    all.addAll(onestop.keySet());
    int equal = all.size() - notEqual.size();
    Set<String> both = new TreeSet<>(npsp.keySet());
    both.retainAll(onestop.keySet());
    return new Parity(
        clock.instant(),
        scope.codes().size(),
        npsp.size(),
        registry.size(),
        onestop.size(),
        equal,
        both.size() - equal,
        ends.onlyHere(),
        ends.onlyThere(),
        pair(registry, npsp),
        pair(registry, onestop),
        oldest(listed, readings),
        store.proposals().countWaiting(),
        notEqual.stream().limit(MOST).toList());
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
    Set<String> codes = new TreeSet<>(npsp.keySet());
    codes.addAll(registry.keySet());
    codes.addAll(onestop.keySet());
    List<Parity.Standing> found = new ArrayList<>();
    for (String code : codes) {
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
