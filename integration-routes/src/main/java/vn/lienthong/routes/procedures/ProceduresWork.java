package vn.lienthong.routes.procedures;

import java.util.ArrayDeque;
import java.util.Deque;
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
    if (run.isDry()) {
      keep(run);
    }
    try {
      route.requestBody("direct:" + ProceduresFromNpspRoute.ID, run);
    } catch (CamelExecutionException e) {
      return notThrough(e);
    }
    if (run.missed() == 0) {
      return RunResult.done(run.counts());
    }
    throw new HubException(
        HubError.PROCEDURES_INCOMPLETE, run.missed(), progress.total(), run.examples());
  }

  private static RunResult notThrough(CamelExecutionException e) {
    if (e.getCause() instanceof HubException known && known.error() == HubError.NATIONAL_LIST_ODD) {
      return RunResult.stopped(known.error(), String.valueOf(known.getMessage()));
    }
    throw e.getCause() instanceof RuntimeException cause ? cause : e;
  }

  /** A dry run of this process; nothing of it is stored. */
  synchronized Optional<SyncRun> dryRun(UUID run) {
    return dryRuns.stream().filter(dry -> dry.request().id().equals(run)).findFirst();
  }

  private synchronized void keep(SyncRun run) {
    dryRuns.addFirst(run);
    while (dryRuns.size() > DRY_RUNS_KEPT) {
      dryRuns.removeLast();
    }
  }
}
