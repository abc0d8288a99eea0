package vn.lienthong.routes.procedures;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
      implements Detail {

    boolean isSameAs(ProcedureRegistry.@Nullable InForce current) {
      return current != null && current.hash().equals(document.hash());
    }

    /** What this reading leaves known. */
    Readings.Known known() {
      return new Readings.Known(item.name(), Optional.of(document.hash()), Optional.of(at), false);
    }
  }

  /**
   * No document.
   *
   * @param later true when the portal could not answer at all: the run may ask again
   */
  record Missing(ProcedureSummary item, HubError error, String text, boolean later, Instant at)
      implements Detail {}
}
