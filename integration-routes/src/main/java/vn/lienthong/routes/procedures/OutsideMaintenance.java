package vn.lienthong.routes.procedures;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import vn.lienthong.routes.jobs.Job;
import vn.lienthong.routes.jobs.RunProgress;
import vn.lienthong.routes.jobs.RunRequest;
import vn.lienthong.routes.jobs.RunResult;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/** In a maintenance window of the portal the work is not begun, and no fault when it is cut off. */
final class OutsideMaintenance {
  private final Job.Work work;
  private final Supplier<Optional<Instant>> maintenanceUntil;

  OutsideMaintenance(Job.Work work, Supplier<Optional<Instant>> maintenanceUntil) {
    this.work = work;
    this.maintenanceUntil = maintenanceUntil;
  }

  RunResult run(RunRequest request, RunProgress progress) {
    Optional<Instant> until = maintenanceUntil.get();
    if (until.isPresent()) {
      return heldBack(progress, until.get());
    }
    try {
      return work.run(request, progress);
    } catch (HubException e) {
      return maintenanceUntil.get().map(end -> heldBack(progress, end)).orElseThrow(() -> e);
    }
  }

  private static RunResult heldBack(RunProgress progress, Instant until) {
    HubException why = new HubException(HubError.JOB_HELD_BACK, "npsp", until);
    return RunResult.heldBack(progress.counts(), String.valueOf(why.getMessage()));
  }
}
