package vn.lienthong.routes.procedures;

import java.time.Instant;
import java.util.List;
import vn.lienthong.connectors.call.ReadOutcome.Finding;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.procedure.ProcedureSummary;

/** What came of asking for one procedure's detail. */
sealed interface Detail {
  ProcedureSummary item();

  /** The portal's document. */
  record Read(
      ProcedureSummary item,
      String name,
      ProcedureDocument document,
      List<Finding> findings,
      Instant at)
      implements Detail {}

  /**
   * No document.
   *
   * @param later true when the portal could not answer at all: the run may ask again
   */
  record Missing(ProcedureSummary item, HubError error, String text, boolean later, Instant at)
      implements Detail {}
}
