package vn.lienthong.routes.jobs;

import java.util.List;
import java.util.Optional;

/** What the runs of one job found to differ. A feature whose job compares two sides has a bean. */
public interface RunDifferences {
  /** Name of the job. */
  String job();

  /** What a run found, at most {@code limit}; of a dry run only in the process that ran it. */
  List<Difference> of(JobRun run, int limit);

  /**
   * One value that differs.
   *
   * @param about code of the procedure or dossier
   * @param field where in it
   * @param before empty where there was none
   * @param after empty where there is none any more
   * @param waits true when a person must decide, false when the run settled it, or would
   */
  record Difference(
      String about, String field, Optional<String> before, Optional<String> after, boolean waits) {}
}
