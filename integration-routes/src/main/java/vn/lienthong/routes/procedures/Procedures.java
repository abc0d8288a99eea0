package vn.lienthong.routes.procedures;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vn.lienthong.routes.jobs.JobRun;
import vn.lienthong.routes.jobs.JobRuns;
import vn.lienthong.routes.jobs.RunOptions;
import vn.lienthong.schemas.procedure.ProcedureCode;

/** What an operator sees and does about procedures, for command line and page. */
public final class Procedures {
  /** Name of the job, and id of its route. */
  public static final String JOB = ProceduresFromNpspRoute.ID;

  private final ProcedureStore store;
  private final ParityCheck parity;
  private final Desk desk;
  private final ProceduresWork work;
  private final JobRuns runs;

  Procedures(
      ProcedureStore store, ParityCheck parity, Desk desk, ProceduresWork work, JobRuns runs) {
    this.store = store;
    this.parity = parity;
    this.desk = desk;
    this.work = work;
    this.runs = runs;
  }

  /**
   * Which procedures to list.
   *
   * @param text beginning of the code, or part of the name; empty for all
   * @param state only these; empty for both
   * @param limit at most so many, 1 to 10,000
   */
  public record Filter(String text, Optional<ProcedureRegistry.State> state, int limit) {
    public Filter {
      if (limit < 1 || limit > 10_000) {
        throw new IllegalArgumentException("limit must be 1 to 10000, is " + limit);
      }
    }
  }

  /** Something odd in the portal's data. */
  public record Oddity(String kind, String subject, String text) {}

  /** Runs the job now, in this thread; see {@link JobRuns#runNow}. */
  public JobRun sync(String operator, String reason, RunOptions options) {
    return runs.runNow(JOB, operator, reason, options);
  }

  /** What is in force, by code. */
  public List<ProcedureRegistry.Listed> list(Filter filter) {
    return store.registry().list(filter.text(), filter.state(), filter.limit());
  }

  /** All versions of a procedure, newest first. */
  public List<ProcedureRegistry.Listed> history(ProcedureCode code) {
    return store.registry().history(code);
  }

  /** What runs found to differ in this procedure, newest first. */
  public List<RecordedDifference> diff(ProcedureCode code, int limit) {
    return store.differences().of(code.value(), limit);
  }

  /** What a run found to differ; for a dry run only within the process that ran it. */
  public List<RecordedDifference> diff(JobRun run, int limit) {
    return work.differencesOfDryRun(run.id())
        .map(found -> found.stream().limit(limit).map(one -> recorded(run, one)).toList())
        .orElseGet(() -> store.differences().of(run.id(), limit));
  }

  private static RecordedDifference recorded(JobRun run, Differences.Found one) {
    return new RecordedDifference(run.id(), one.code(), one.change(), one.waits(), run.startedAt());
  }

  /** Proposals in this state, or all, newest first; those that wait with their field changes. */
  public List<Proposal> proposals(Optional<Proposal.State> state, int limit) {
    List<Proposals.Row> rows = store.proposals().list(state, limit);
    Map<String, ProcedureDocument> documents =
        store
            .registry()
            .documents(rows.stream().map(row -> row.head().code().value()).distinct().toList());
    return rows.stream().map(row -> withChanges(row, documents)).toList();
  }

  private static Proposal withChanges(Proposals.Row row, Map<String, ProcedureDocument> documents) {
    Proposal head = row.head();
    ProcedureDocument document = documents.get(head.code().value());
    if (head.state() != Proposal.State.PROPOSED || document == null) {
      return head;
    }
    List<FieldChange> changes =
        row.value()
            .map(
                value ->
                    FieldComparison.of(document, ChangeRule.with(document, head.area(), value)))
            .orElseGet(
                () ->
                    List.of(
                        new FieldChange(
                            "state",
                            FieldChange.Kind.WITHDRAWAL,
                            Optional.of("OPEN"),
                            Optional.of("CLOSED"))));
    return new Proposal(
        head.id(),
        head.code(),
        head.area(),
        head.kinds(),
        head.state(),
        head.proposedAt(),
        head.decidedBy(),
        head.reason(),
        changes);
  }

  /** Approves these proposals, all or none; each is an entry of the log. */
  public int approve(List<UUID> ids, String operator, String reason) {
    return desk.approve(Optional.of(ids), new Desk.Act(operator, reason));
  }

  /** Approves all that waits now. */
  public int approveAll(String operator, String reason) {
    return desk.approve(Optional.empty(), new Desk.Act(operator, reason));
  }

  /** Rejects these proposals, all or none; the same value is not proposed again. */
  public int reject(List<UUID> ids, String operator, String reason) {
    return desk.reject(Optional.of(ids), new Desk.Act(operator, reason));
  }

  /** Compares portal, registry and one-stop system now. Asks the one-stop system. */
  public Parity parity() {
    return parity.compute();
  }

  /** The last runs of the job, newest first. */
  public List<JobRun> lastRuns(int limit) {
    return runs.last(JOB, limit);
  }

  /** What is odd in the portal's data, newest first. */
  public List<Oddity> findings(int limit) {
    return store.list().findings(limit).stream()
        .map(one -> new Oddity(one.kind(), one.subject(), one.text()))
        .toList();
  }
}
