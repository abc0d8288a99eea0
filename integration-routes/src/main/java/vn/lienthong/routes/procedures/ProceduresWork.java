package vn.lienthong.routes.procedures;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import vn.lienthong.routes.jobs.RunProgress;
import vn.lienthong.routes.jobs.RunRequest;
import vn.lienthong.routes.jobs.RunResult;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/** A run of the job: sends it through the route and says how it ended. */
final class ProceduresWork {
  private static final int DRY_RUNS_KEPT = 4;

  private final ProducerTemplate route;
  private final Deque<SyncRun> dryRuns = new ArrayDeque<>();

  ProceduresWork(ProducerTemplate route) {
    this.route = route;
  }

  RunResult run(RunRequest request, RunProgress progress) {
    SyncRun run = new SyncRun(request, progress);
    RunResult result = through(run);
    if (run.isDry()) {
      keep(run);
    }
    return result;
  }

  private RunResult through(SyncRun run) {
    try {
      route.requestBody("direct:" + ProceduresFromNpspRoute.ID, run);
    } catch (CamelExecutionException e) {
      if (e.getCause() instanceof HubException known) {
        return known.error() == HubError.NATIONAL_LIST_ODD
            ? RunResult.stopped(known.error(), known.english())
            : RunResult.failed(run.counts(), known.error(), known.english());
      }
      throw e;
    }
    if (run.unread() == 0) {
      return RunResult.done(run.counts());
    }
    return RunResult.failed(
        run.counts(),
        HubError.PROCEDURES_INCOMPLETE,
        HubError.PROCEDURES_INCOMPLETE.english(run.unread(), run.progress().total()));
  }

  /** What a dry run of this process found; nothing of it is stored. */
  synchronized Optional<List<Differences.Found>> differencesOfDryRun(UUID run) {
    return dryRuns.stream()
        .filter(dry -> dry.request().id().equals(run))
        .findFirst()
        .map(SyncRun::differences);
  }

  private synchronized void keep(SyncRun run) {
    dryRuns.addFirst(run);
    while (dryRuns.size() > DRY_RUNS_KEPT) {
      dryRuns.removeLast();
    }
  }
}
