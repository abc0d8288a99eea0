package vn.lienthong.connectors.npsp.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.lienthong.connectors.npsp.simulator.NpspFault.Kind;

/** The faults that are set, in the order they were set. */
final class Faults {
  private final List<NpspFault> set = new ArrayList<>();

  synchronized void add(NpspFault fault) {
    set.add(fault);
  }

  synchronized void clear() {
    set.clear();
  }

  synchronized List<NpspFault> all() {
    return List.copyOf(set);
  }

  /** The first fault that hits this call; it is used up by one. Bad dossiers are asked apart. */
  synchronized Optional<NpspFault> next(String service) {
    for (int i = 0; i < set.size(); i++) {
      NpspFault fault = set.get(i);
      if (fault.kind() != Kind.BAD_DOSSIER && fault.hits(service)) {
        useUp(i, fault);
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }

  /** Whether the portal is to refuse this dossier; uses the fault up by one. */
  synchronized boolean refuses(String service, String dossier) {
    for (int i = 0; i < set.size(); i++) {
      NpspFault fault = set.get(i);
      if (fault.kind() == Kind.BAD_DOSSIER
          && fault.hits(service)
          && fault.code().filter(dossier::equals).isPresent()) {
        useUp(i, fault);
        return true;
      }
    }
    return false;
  }

  private void useUp(int index, NpspFault fault) {
    if (fault.count().isEmpty()) {
      return;
    }
    int left = fault.count().getAsInt() - 1;
    if (left > 0) {
      set.set(index, fault.times(left));
    } else {
      set.remove(index);
    }
  }
}
