package vn.lienthong.cli;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import vn.lienthong.app.Language;
import vn.lienthong.app.Texts;
import vn.lienthong.routes.jobs.JobRun;
import vn.lienthong.routes.jobs.RunResult;
import vn.lienthong.routes.procedures.FieldChange;
import vn.lienthong.routes.procedures.Overview;
import vn.lienthong.routes.procedures.Parity;
import vn.lienthong.routes.procedures.ProcedureRegistry;
import vn.lienthong.routes.procedures.Procedures;
import vn.lienthong.routes.procedures.Proposal;
import vn.lienthong.routes.procedures.RecordedDifference;
import vn.lienthong.schemas.error.HubError;

/** What {@code ./hub procedures} prints. */
final class ProcedureTables {
  private final Listing out;
  private final Texts texts;

  ProcedureTables(Listing out, Texts texts) {
    this.out = out;
    this.texts = texts;
  }

  void run(JobRun run, boolean dry) {
    RunResult.Counts counts = run.counts();
    out.say(
        run,
        texts.text(
            "procedures.run",
            texts.text("state." + run.state()),
            counts.added(),
            counts.changed(),
            counts.withdrawn(),
            counts.unchanged(),
            counts.proposed(),
            counts.refused(),
            run.done(),
            run.total()));
    problem(run);
    if (dry) {
      out.note(texts.text("procedures.dry"));
    }
  }

  /** Says why the run did not do all, and what to do. */
  void problem(JobRun run) {
    run.errorText().ifPresent(out::note);
    run.errorCode()
        .flatMap(
            code ->
                Arrays.stream(HubError.values())
                    .filter(error -> error.code().equals(code))
                    .findFirst())
        .map(
            error ->
                texts.language() == Language.VIETNAMESE
                    ? error.adviceVietnamese()
                    : error.adviceEnglish())
        .ifPresent(out::note);
  }

  void lastRun(JobRun run) {
    out.note(
        texts.text(
            "procedures.last",
            run.id().toString(),
            LocalMoment.of(run.startedAt()),
            texts.text("state." + run.state())));
  }

  void differences(List<RecordedDifference> differences) {
    out.print(
        differences,
        List.of("code", "outcome", "field", "before", "after"),
        one ->
            List.of(
                one.code(),
                texts.text(one.proposed() ? "procedures.waits" : "procedures.applied"),
                one.change().path(),
                one.change().before().orElse(""),
                one.change().after().orElse("")));
  }

  void procedures(List<Overview.Line> lines) {
    out.print(
        lines,
        List.of(
            "code", "version", "state", "changed", "read", "waiting", "onestop", "problem", "name"),
        one ->
            List.of(
                one.code().value(),
                Long.toString(one.version()),
                one.state().name(),
                LocalMoment.of(one.since()),
                LocalMoment.of(one.readAt()),
                String.join(" ", one.waiting()),
                texts.text(one.given() ? "procedures.given" : "procedures.given.not"),
                one.problem().orElse(""),
                one.name()));
  }

  void versions(List<ProcedureRegistry.Version> versions) {
    out.print(
        versions,
        List.of("version", "state", "changed", "until", "read", "name"),
        one ->
            List.of(
                Long.toString(one.version()),
                one.state().name(),
                LocalMoment.of(one.since()),
                LocalMoment.of(one.until()),
                LocalMoment.of(one.readAt()),
                one.name()));
  }

  void proposals(List<Proposal> proposals) {
    out.print(
        proposals,
        List.of("id", "code", "kind", "changed", "field"),
        one ->
            List.of(
                one.id().toString(),
                one.code().value(),
                String.join(" ", one.kinds()),
                LocalMoment.of(one.proposedAt()),
                one.changes().stream()
                    .map(ProcedureTables::change)
                    .collect(Collectors.joining("; "))));
  }

  private static String change(FieldChange change) {
    return change.path() + ": " + change.before().orElse("-") + " → " + change.after().orElse("-");
  }

  void findings(List<Procedures.Oddity> findings) {
    out.print(
        findings,
        List.of("kind", "subject", "text"),
        one -> List.of(one.kind(), one.subject(), one.text()));
  }

  /** Answers the exit status: 0 when all three say the same. */
  int parity(Parity parity) {
    out.say(
        parity,
        texts.text(
            "procedures.parity",
            parity.equal(),
            parity.onlyOnestop(),
            parity.onlyNpsp(),
            parity.different(),
            LocalMoment.of(parity.oldestReading()),
            LocalMoment.age(parity.oldestReadingAge()),
            parity.scope(),
            parity.scopeDated().map(Object::toString).orElse("-"),
            parity.waiting()));
    if (!parity.notEqual().isEmpty()) {
      out.table(
          parity.notEqual(),
          List.of("code", "portal", "registry", "onestop", "why"),
          one ->
              List.of(
                  one.code(),
                  there(one.inNpsp()),
                  there(one.inRegistry()),
                  there(one.inOnestop()),
                  one.why()));
    }
    return parity.holds() ? 0 : 1;
  }

  private static String there(boolean there) {
    return there ? "x" : "-";
  }
}
