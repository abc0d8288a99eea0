package vn.lienthong.cli;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.routes.jobs.JobRun;
import vn.lienthong.routes.jobs.RunOptions;
import vn.lienthong.routes.procedures.Desk;
import vn.lienthong.routes.procedures.Overview;
import vn.lienthong.routes.procedures.ProcedureRegistry;
import vn.lienthong.routes.procedures.Procedures;
import vn.lienthong.routes.procedures.Proposal;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.schemas.procedure.ProcedureCode;

/** {@code ./hub procedures}: the registry, its differences, what waits for approval, parity. */
@Command(
    name = "procedures",
    description = "The registry of procedures: sync, list, differences, approvals, parity.")
final class ProceduresCommand {
  private static final int ALL = 10_000;

  @SuppressWarnings("UnusedVariable") // picocli acts on it
  @Mixin
  private HelpOption help = new HelpOption();

  @Command(name = "sync", description = "Brings registry and one-stop system in step now.")
  int sync(
      @Mixin HubVerb verb,
      @Mixin OperatorOptions operator,
      @Option(
              names = "--dry-run",
              description = "Says what this run would do; writes nothing. With --full: everything.")
          boolean dryRun,
      @Option(names = "--full", description = "Reads every detail anew.") boolean full,
      @Option(
              names = "--accept-list",
              description = "Takes a national list that lost many procedures or repeats codes.")
          boolean acceptList) {
    return verb.through(
        Procedures.JOB,
        (hub, out) -> {
          Procedures procedures = hub.getBean(Procedures.class);
          RunOptions options = new RunOptions(full, dryRun, acceptList);
          JobRun run = procedures.sync(operator.operator(), operator.reason(), options);
          ProcedureTables tables = new ProcedureTables(out, verb.texts());
          tables.run(run, dryRun);
          if (dryRun) {
            tables.differences(procedures.diff(run, ALL));
          }
          return run.state() == JobRun.State.SUCCEEDED ? 0 : 1;
        });
  }

  @Command(name = "list", description = "Procedures in force, and what stands in their way.")
  int list(
      @Mixin HubVerb verb,
      @Parameters(paramLabel = "TEXT", arity = "0..1", description = "Code or part of the name.")
          Optional<String> text,
      @Option(names = "--state", description = "One of ${COMPLETION-CANDIDATES}.")
          Optional<ProcedureRegistry.State> state,
      @Mixin LimitOption limit) {
    return verb.with(
        (hub, out) -> {
          Overview.Filter filter = new Overview.Filter(text.orElse(""), state, limit.value());
          new ProcedureTables(out, verb.texts())
              .procedures(hub.getBean(Procedures.class).list(filter));
          return 0;
        });
  }

  @Command(name = "history", description = "All versions of one procedure.")
  int history(
      @Mixin HubVerb verb,
      @Parameters(paramLabel = "CODE", description = "Code of a procedure.") ProcedureCode code) {
    return verb.with(
        (hub, out) -> {
          var versions = hub.getBean(Procedures.class).history(code);
          new ProcedureTables(out, verb.texts()).versions(versions);
          return versions.isEmpty() ? 1 : 0;
        });
  }

  @Command(
      name = "diff",
      description =
          "What the last run found to differ, field by field; or what runs found of CODE.")
  int diff(
      @Mixin HubVerb verb,
      @Parameters(paramLabel = "CODE", arity = "0..1", description = "Code of a procedure.")
          Optional<ProcedureCode> code,
      @Option(names = "--run", paramLabel = "ID", description = "Another run than the last.")
          Optional<UUID> run,
      @Mixin LimitOption limit) {
    return verb.with(
        (hub, out) -> {
          Procedures procedures = hub.getBean(Procedures.class);
          ProcedureTables tables = new ProcedureTables(out, verb.texts());
          int most = limit.value();
          if (code.isPresent()) {
            tables.differences(procedures.diff(code.orElseThrow(), most));
          } else if (run.isPresent()) {
            tables.differences(procedures.diff(run.orElseThrow(), most));
          } else {
            Optional<JobRun> last = procedures.lastRun();
            last.ifPresent(tables::lastRun);
            tables.differences(last.map(one -> procedures.diff(one.id(), most)).orElse(List.of()));
          }
          return 0;
        });
  }

  @Command(name = "proposals", description = "Changes that wait for approval.")
  int proposals(
      @Mixin HubVerb verb,
      @Option(
              names = "--state",
              defaultValue = "PROPOSED",
              description = "One of ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
          Proposal.State state,
      @Mixin LimitOption limit) {
    return verb.with(
        (hub, out) -> {
          new ProcedureTables(out, verb.texts())
              .proposals(
                  hub.getBean(Procedures.class).proposals(Optional.of(state), limit.value()));
          return 0;
        });
  }

  @Command(name = "approve", description = "Approves changes that wait: these, or all.")
  int approve(
      @Mixin HubVerb verb,
      @Mixin OperatorOptions operator,
      @Parameters(
              paramLabel = "ID",
              arity = "0..*",
              description = "Of a change, as proposals lists it.")
          @Nullable List<UUID> ids,
      @Option(names = "--all", description = "All that waits now.") boolean all) {
    List<UUID> named = ids == null ? List.of() : ids;
    if (all == !named.isEmpty()) {
      throw new HubException(HubError.COMMAND_INVALID, "approve: ID... | --all");
    }
    return verb.with(
        (hub, out) -> {
          Procedures procedures = hub.getBean(Procedures.class);
          Desk.Approval approval =
              all
                  ? procedures.approveAll(operator.operator(), operator.reason())
                  : procedures.approve(named, operator.operator(), operator.reason());
          String key = approval.handedOver() ? "procedures.approved" : "procedures.approved.later";
          out.say(approval, verb.texts().text(key, approval.approved()));
          return 0;
        });
  }

  @Command(
      name = "reject",
      description = "Rejects changes that wait; the same change is not proposed again.")
  int reject(
      @Mixin HubVerb verb,
      @Mixin OperatorOptions operator,
      @Parameters(
              paramLabel = "ID",
              arity = "1..*",
              description = "Of a change, as proposals lists it.")
          List<UUID> ids) {
    return verb.with(
        (hub, out) -> {
          int rejected =
              hub.getBean(Procedures.class).reject(ids, operator.operator(), operator.reason());
          out.say(rejected, verb.texts().text("procedures.rejected", rejected));
          return 0;
        });
  }

  @Command(name = "findings", description = "What is odd in the portal's data.")
  int findings(@Mixin HubVerb verb, @Mixin LimitOption limit) {
    return verb.with(
        (hub, out) -> {
          new ProcedureTables(out, verb.texts())
              .findings(hub.getBean(Procedures.class).findings(limit.value()));
          return 0;
        });
  }

  /** Reading anew is an operator's act. */
  static final class ReadAnew {
    @SuppressWarnings("UnusedVariable") // that it is given says all
    @Option(
        names = "--read",
        required = true,
        description = "Reads the national list and all details anew; keeps nothing of it.")
    private boolean read;

    @Option(
        names = "--reason",
        paramLabel = "TEXT",
        required = true,
        description = "Why; goes into the message log.")
    private String reason = "";

    @Option(
        names = "--operator",
        paramLabel = "NAME",
        defaultValue = "${sys:user.name}",
        description = "Who acts; default: ${DEFAULT-VALUE}.")
    private String operator = "";
  }

  @Command(
      name = "parity",
      description = "Portal as last read, registry and one-stop system compared now.")
  int parity(
      @Mixin HubVerb verb,
      @ArgGroup(exclusive = false, multiplicity = "0..1") @Nullable ReadAnew anew) {
    if (anew == null) {
      return verb.with(
          (hub, out) ->
              new ProcedureTables(out, verb.texts())
                  .parity(hub.getBean(Procedures.class).parity()));
    }
    return verb.through(
        Procedures.JOB,
        (hub, out) -> {
          Procedures.ParityRead read =
              hub.getBean(Procedures.class).parityReadAnew(anew.operator, anew.reason);
          ProcedureTables tables = new ProcedureTables(out, verb.texts());
          tables.problem(read.run());
          return read.parity().map(tables::parity).orElse(1);
        });
  }
}
