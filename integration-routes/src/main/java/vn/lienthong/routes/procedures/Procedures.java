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
  private final Overview overview;

  Procedures(
      ProcedureStore store, ParityCheck parity, Desk desk, ProceduresWork work, JobRuns runs) {
    this.store = store;
    this.overview = new Overview(store.jdbc());
    this.parity = parity;
    this.desk = desk;
    this.work = work;
    this.runs = runs;
  }

  /** Something odd in the portal's data. */
  public record Oddity(String kind, String subject, String text) {}

  /** Runs the job now, in this thread; see {@link JobRuns#runNow}. */
  public JobRun sync(String operator, String reason, RunOptions options) {
    return runs.runNow(JOB, operator, reason, options);
  }

  /** What is in force, by code. */
  public List<Overview.Line> list(Overview.Filter filter) {
    return overview.list(filter);
  }

  /** All versions of a procedure, newest first. */
  public List<ProcedureRegistry.Version> history(ProcedureCode code) {
    return store.registry().history(code);
  }

  /** What runs found to differ in this procedure, newest first. */
  public List<RecordedDifference> diff(ProcedureCode code, int limit) {
    return store.differences().of(code.value(), limit);
  }

  /** What a run found to differ; for a dry run only within the process that ran it. */
  public List<RecordedDifference> diff(JobRun run, int limit) {
    return work.dryRun(run.id())
        .map(dry -> dry.dry().differences())
        .map(found -> found.stream().limit(limit).map(one -> recorded(run, one)).toList())
        .orElseGet(() -> diff(run.id(), limit));
  }

  /** What a run found to differ; nothing for a dry run. */
  public List<RecordedDifference> diff(UUID run, int limit) {
    return store.differences().of(run, limit);
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
            .orElseGet(() -> List.of(FieldChange.withdrawal()));
    return head.with(changes);
  }

  /** Approves these proposals, all or none; each is an entry of the log. */
  public Desk.Approval approve(List<UUID> ids, String operator, String reason) {
    return desk.approve(Optional.of(ids), new Desk.Act(operator, reason));
  }

  /** Approves all that waits now. */
  public Desk.Approval approveAll(String operator, String reason) {
    return desk.approve(Optional.empty(), new Desk.Act(operator, reason));
  }

  /** Rejects these proposals, all or none; the same change is not proposed again. */
  public int reject(List<UUID> ids, String operator, String reason) {
    return desk.reject(ids, new Desk.Act(operator, reason));
  }

  /** Compares the portal as last read, the registry and the one-stop system as they are now. */
  public Parity parity() {
    return parity.compute();
  }

  /**
   * A parity for which the portal was read anew.
   *
   * @param run the dry run that read it, which says what could not be read
   * @param parity empty when the national list could not be read or cannot be whole
   */
  public record ParityRead(JobRun run, Optional<Parity> parity) {}

  /** Reads the national list and all details anew, stores nothing of it, and compares. */
  public ParityRead parityReadAnew(String operator, String reason) {
    JobRun run = runs.runNow(JOB, operator, reason, new RunOptions(true, true, false));
    return new ParityRead(
        run,
        work.dryRun(run.id())
            .map(SyncRun::dry)
            .filter(dry -> !dry.listed().isEmpty())
            .map(dry -> parity.compute(dry.listed(), dry.readings())));
  }

  /** The last run that did something, or is doing it; empty when there is none. */
  public Optional<JobRun> lastRun() {
    return runs.last(JOB, 100).stream()
        .filter(run -> run.state() != JobRun.State.SKIPPED)
        .findFirst();
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
