package vn.lienthong.routes.procedures;

import java.util.Optional;
import vn.lienthong.schemas.procedure.Procedure;
import vn.lienthong.schemas.procedure.ProcedureCode;

/** The registry of procedures. */
public final class ProcedureRegistry {

  /** The procedure in force, or empty when the registry has none under this code. */
  public Optional<Procedure> find(ProcedureCode code) {
    throw new UnsupportedOperationException(code.value());
  }
}
