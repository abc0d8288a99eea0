package vn.lienthong.connectors.onestop;

import vn.lienthong.schemas.procedure.ProcedureCode;

/**
 * A procedure as the one-stop system holds it.
 *
 * @param version version in the hub's registry
 * @param document JSON of the hub's Procedure; when read back, order of keys and white space may
 *     differ from what was written
 */
public record ProcedureCopy(ProcedureCode code, long version, State state, String document) {

  /** Whether citizens may apply. */
  public enum State {
    OPEN,
    CLOSED
  }
}
