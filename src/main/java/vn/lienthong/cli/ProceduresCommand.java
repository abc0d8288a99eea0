package vn.lienthong.cli;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.routes.jobs.JobRun;
import vn.lienthong.routes.jobs.RunOptions;
import vn.lienthong.routes.jobs.RunResult;
import vn.lienthong.routes.procedures.Parity;
import vn.lienthong.routes.procedures.ProcedureRegistry;
import vn.lienthong.routes.procedures.Procedures;
import vn.lienthong.routes.procedures.Proposal;
import vn.lienthong.routes.procedures.RecordedDifference;
import vn.lienthong.schemas.procedure.ProcedureCode;

/** {@code ./hub procedures}: the registry, its differences, what waits for approval, parity. */
@Command(
    name = "procedures",
    description = "The registry of procedures: sync, list, differences, approvals, parity.")
final class ProceduresCommand {
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  @Mixin
  private HelpOption help = new HelpOption();

  @Command(name = "sync", description = "Brings registry and one-stop system in step now.")
  int sync(
      @Mixin HubVerb verb,
      @Mixin OperatorOptions operator,
      @Option(names = "--dry-run", description = "Says what would be done; writes nothing.")
          boolean dryRun,
      @Option(names = "--full", description = "Reads every detail anew.") boolean full,
      @Option(names = "--accept-list", description = "Takes a list that lost many procedures.")
          boolean acceptList) {
    return verb.through(
        Procedures.JOB,
        (hub, out) -> {
          Procedures procedures = hub.getBean(Procedures.class);
          JobRun run =
              procedures.sync(
                  operator.operator(), operator.reason(), new RunOptions(full, dryRun, acceptList));
          RunResult.Counts counts = run.counts();
          out.say(
              run,
              verb.texts()
                  .text(
                      "procedures.run",
                      run.state(),
                      counts.added(),
                      counts.changed(),
                      counts.withdrawn(),
                      counts.unchanged(),
                      counts.proposed(),
                      counts.refused()));
          if (dryRun) {
            out.print(
                procedures.diff(run, 1000),
                List.of("code", "field", "before", "after"),
                ProceduresCommand::cells);
          }
          return run.state() == JobRun.State.SUCCEEDED ? 0 : 1;
        });
  }

  @Command(name = "list", description = "Procedures in force.")
  int list(
      @Mixin HubVerb verb,
      @Parameters(paramLabel = "TEXT", arity = "0..1", description = "Code or part of the name.")
          Optional<String> text,
      @Mixin LimitOption limit) {
    return verb.with(
        (hub, out) -> {
          List<ProcedureRegistry.Listed> listed =
              hub.getBean(Procedures.class)
                  .list(new Procedures.Filter(text.orElse(""), Optional.empty(), limit.value()));
          out.print(
              listed,
              List.of("code", "version", "state", "name"),
              one ->
                  List.of(
                      one.code().value(),
                      Long.toString(one.version()),
                      one.state().name(),
                      one.name()));
          return 0;
        });
  }

  @Command(name = "diff", description = "What runs found to differ, field by field.")
  int diff(
      @Mixin HubVerb verb,
      @Parameters(paramLabel = "CODE", description = "Code of a procedure.") String code,
      @Mixin LimitOption limit) {
    return verb.with(
        (hub, out) -> {
          out.print(
              hub.getBean(Procedures.class).diff(new ProcedureCode(code), limit.value()),
              List.of("code", "field", "before", "after"),
              ProceduresCommand::cells);
          return 0;
        });
  }

  @Command(name = "proposals", description = "Changes that wait for approval.")
  int proposals(@Mixin HubVerb verb, @Mixin LimitOption limit) {
    return verb.with(
        (hub, out) -> {
          out.print(
              hub.getBean(Procedures.class)
                  .proposals(Optional.of(Proposal.State.PROPOSED), limit.value()),
              List.of("id", "code", "kind", "changed", "field"),
              proposal ->
                  List.of(
                      proposal.id().toString(),
                      proposal.code().value(),
                      String.join(" ", proposal.kinds()),
                      proposal.proposedAt().toString(),
                      proposal.changes().stream()
                          .map(
                              change ->
                                  change.path()
                                      + ": "
                                      + change.before().orElse("-")
                                      + " → "
                                      + change.after().orElse("-"))
                          .reduce((one, two) -> one + "; " + two)
                          .orElse("")));
          return 0;
        });
  }

  @Command(name = "approve", description = "Approves changes that wait: all, or these.")
  int approve(
      @Mixin HubVerb verb,
      @Mixin OperatorOptions operator,
      @Parameters(
              paramLabel = "ID",
              arity = "0..*",
              description = "Of a change, as proposals lists it.")
          List<UUID> ids,
      @Option(names = "--all", description = "All that waits now.") boolean all) {
    return verb.with(
        (hub, out) -> {
          Procedures procedures = hub.getBean(Procedures.class);
          int approved =
              all
                  ? procedures.approveAll(operator.operator(), operator.reason())
                  : procedures.approve(ids, operator.operator(), operator.reason());
          out.say(approved, verb.texts().text("procedures.approved", approved));
          return 0;
        });
  }

  @Command(name = "parity", description = "Portal, registry and one-stop system compared now.")
  int parity(@Mixin HubVerb verb) {
    return verb.with(
        (hub, out) -> {
          Parity parity = hub.getBean(Procedures.class).parity();
          out.say(
              parity,
              verb.texts()
                  .text(
                      "procedures.parity",
                      parity.equal(),
                      parity.onlyOnestop(),
                      parity.onlyNpsp(),
                      parity.different(),
                      parity.oldestReading().map(Object::toString).orElse("-")));
          return parity.equal() == parity.scope() ? 0 : 1;
        });
  }

  private static List<String> cells(RecordedDifference one) {
    return List.of(
        one.code(),
        one.change().path(),
        one.change().before().orElse(""),
        one.change().after().orElse(""));
  }
}
