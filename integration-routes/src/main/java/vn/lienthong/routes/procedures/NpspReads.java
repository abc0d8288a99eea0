package vn.lienthong.routes.procedures;

import java.util.function.BiFunction;
import java.util.function.Function;
import vn.lienthong.connectors.call.ReadOutcome;
import vn.lienthong.connectors.npsp.NpspCatalogue.ProcedureList;
import vn.lienthong.connectors.npsp.NpspConnector;
import vn.lienthong.routes.partner.NpspCalls;
import vn.lienthong.schemas.procedure.Procedure;
import vn.lienthong.schemas.procedure.ProcedureCode;

/** The two questions to the portal, each with the correlation id of the run that asks. */
record NpspReads(
    Function<String, ReadOutcome<ProcedureList>> list,
    BiFunction<String, ProcedureCode, ReadOutcome<Procedure>> detail) {

  static NpspReads over(NpspCalls calls, NpspConnector npsp) {
    return new NpspReads(
        correlation -> calls.ask(correlation, npsp::prepareProcedureList, npsp::readProcedureList),
        (correlation, code) ->
            calls.ask(
                correlation, session -> npsp.prepareProcedure(session, code), npsp::readProcedure));
  }
}
