package vn.lienthong.routes.procedures;

import java.util.function.BiFunction;
import java.util.function.Function;
import vn.lienthong.connectors.call.ReadOutcome;
import vn.lienthong.connectors.npsp.NpspCatalogue.ProcedureList;
import vn.lienthong.connectors.npsp.NpspConnector;
import vn.lienthong.routes.jobs.RunRequest;
import vn.lienthong.routes.partner.NpspCalls;
import vn.lienthong.schemas.procedure.Procedure;
import vn.lienthong.schemas.procedure.ProcedureCode;

/** The two questions to the portal, each for the run that asks. */
record NpspReads(
    Function<RunRequest, ReadOutcome<ProcedureList>> list,
    BiFunction<RunRequest, ProcedureCode, ReadOutcome<Procedure>> detail) {

  static NpspReads over(NpspCalls calls, NpspConnector npsp) {
    NpspCalls dry = calls.keepingNoSession();
    return new NpspReads(
        run ->
            (run.options().dryRun() ? dry : calls)
                .ask(run.correlationId(), npsp::prepareProcedureList, npsp::readProcedureList),
        (run, code) ->
            (run.options().dryRun() ? dry : calls)
                .ask(
                    run.correlationId(),
                    session -> npsp.prepareProcedure(session, code),
                    npsp::readProcedure));
  }
}
