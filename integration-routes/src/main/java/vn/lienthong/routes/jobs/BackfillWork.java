package vn.lienthong.routes.jobs;

import java.util.List;
import java.util.UUID;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/** One run's share of a backfill: slice after slice, each noted when it is done. */
final class BackfillWork implements Job.Work {
  private final UUID id;
  private final Job job;
  private final BackfillTable table;

  BackfillWork(UUID id, Job job, BackfillTable table) {
    this.id = id;
    this.job = job;
    this.table = table;
  }

  @Override
  public RunResult run(RunRequest request, RunProgress progress) {
    Job.Past past =
        job.past().orElseThrow(() -> new HubException(HubError.JOB_HAS_NO_PAST, job.name()));
    // Read under the job's lock: another run may have gone on with it since it was found open.
    Backfill backfill = table.find(id).orElseThrow();
    List<Window> slices = backfill.window().slices(past.slice());
    progress.total(slices.size());
    RunResult.Counts counts = RunResult.Counts.NONE;
    for (Window slice : slices) {
      if (backfill.state() == Backfill.State.OPEN && slice.to().isAfter(backfill.doneTo())) {
        RunProgress part = progress.ofPart();
        RunResult result = past.work().run(request, slice, part);
        counts = counts.plus(result.counts());
        progress.counts(counts);
        if (result.problem().isPresent()) {
          return new RunResult(counts, result.problem());
        }
        if (progress.isCancelled()) {
          return RunResult.failed(
              counts, HubError.JOB_ENDED_EARLY, HubError.JOB_ENDED_EARLY.english(job.name()));
        }
        table.advance(id, slice.to());
      }
      progress.oneDone();
    }
    return RunResult.done(counts);
  }

  /** What becomes of the rest after a run: a node that stopped, or a partner in maintenance. */
  void close(JobRun run) {
    boolean goesOn =
        run.state() == JobRun.State.SUCCEEDED
            || run.state() == JobRun.State.SKIPPED
            || run.errorCode().filter(HubError.JOB_ENDED_EARLY.code()::equals).isPresent()
                && run.state() != JobRun.State.CANCELLED;
    if (!goesOn) {
      table.end(
          id,
          run.state() == JobRun.State.CANCELLED ? Backfill.State.CANCELLED : Backfill.State.FAILED);
    }
  }
}
