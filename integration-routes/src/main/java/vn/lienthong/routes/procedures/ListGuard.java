package vn.lienthong.routes.procedures;

import java.util.List;
import java.util.Map;
import vn.lienthong.connectors.npsp.NpspCatalogue.ProcedureList;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/**
 * Stops a run before anything changes when the national list cannot be whole. A malformed code
 * (with a blank before it, say) is a finding and stops nothing: the real list holds such rows.
 */
final class ListGuard {
  private static final int MOST_LOST_PERCENT = 2;

  private ListGuard() {}

  /**
   * @param accepted codes of the list in force, true where that list repeats the code
   * @param operatorTakesIt an operator has looked at the list; an empty one is never taken
   * @throws HubException LT-2021 when the list is empty, lacks more than 2 % of the procedures of
   *     the list in force, or repeats a code that the list in force does not repeat
   */
  static void check(ProcedureList list, Map<String, Boolean> accepted, boolean operatorTakesIt) {
    if (list.procedures().isEmpty()) {
      throw odd("is empty");
    }
    if (operatorTakesIt) {
      return;
    }
    List<String> repeated =
        list.repeated().stream()
            .distinct()
            .filter(code -> !accepted.getOrDefault(code, false))
            .toList();
    if (!repeated.isEmpty()) {
      throw odd("repeats " + repeated.size() + " codes, such as " + repeated.getFirst());
    }
    long held =
        list.procedures().stream()
            .filter(item -> accepted.containsKey(item.code().value()))
            .count();
    long lost = accepted.size() - held;
    if (lost * 100 > (long) accepted.size() * MOST_LOST_PERCENT) {
      throw odd("lacks " + lost + " of the " + accepted.size() + " procedures of the last one");
    }
  }

  private static HubException odd(String what) {
    return new HubException(HubError.NATIONAL_LIST_ODD, what);
  }
}
