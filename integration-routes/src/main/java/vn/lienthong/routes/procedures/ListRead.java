package vn.lienthong.routes.procedures;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import vn.lienthong.connectors.call.ReadOutcome.Finding;
import vn.lienthong.connectors.npsp.NpspCatalogue.ProcedureList;
import vn.lienthong.schemas.procedure.ProcedureSummary;

/** A run that has read the national list and knows the province's scope. */
record ListRead(SyncRun run, Scope scope, ProcedureList list, List<Finding> findings) {
  /** Codes that the list holds, in scope or not. */
  Set<String> codes() {
    return list.procedures().stream()
        .map(item -> item.code().value())
        .collect(Collectors.toUnmodifiableSet());
  }

  List<ProcedureSummary> inScope() {
    return list.procedures().stream().filter(item -> scope.holds(item.code().value())).toList();
  }
}
