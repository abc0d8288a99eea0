package vn.lienthong.routes.procedures;

import java.util.List;
import vn.lienthong.routes.jobs.JobRun;
import vn.lienthong.routes.jobs.RunDifferences;

/** What runs of {@link Procedures#JOB} found, for whoever shows runs of any job. */
final class ProcedureDifferences implements RunDifferences {
  private final Procedures procedures;

  ProcedureDifferences(Procedures procedures) {
    this.procedures = procedures;
  }

  @Override
  public String job() {
    return Procedures.JOB;
  }

  @Override
  public List<Difference> of(JobRun run, int limit) {
    return procedures.diff(run, limit).stream()
        .map(
            one ->
                new Difference(
                    one.code(),
                    one.change().path(),
                    one.change().before(),
                    one.change().after(),
                    one.proposed()))
        .toList();
  }
}
