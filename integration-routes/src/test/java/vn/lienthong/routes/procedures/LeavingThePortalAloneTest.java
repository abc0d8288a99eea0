package vn.lienthong.routes.procedures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.lienthong.routes.jobs.Job;
import vn.lienthong.routes.jobs.RunOptions;
import vn.lienthong.routes.jobs.RunProgress;
import vn.lienthong.routes.jobs.RunRequest;
import vn.lienthong.routes.jobs.RunResult;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/** The job in a maintenance window of the portal. */
class LeavingThePortalAloneTest {
  private static final RunResult.Counts SOME = new RunResult.Counts(1, 2, 3, 4, 5, 6);
  private static final RunRequest REQUEST = new RunRequest(new UUID(0, 1), "c-1", RunOptions.USUAL);

  private Optional<Instant> maintenance = Optional.empty();
  private int begun;

  private RunResult run(Job.Work work) {
    Job.Work counted =
        (request, progress) -> {
          begun++;
          progress.counts(SOME);
          return work.run(request, progress);
        };
    return new OutsideMaintenance(counted, () -> maintenance).run(REQUEST, new RunProgress());
  }

  private static RunResult failing(RunRequest request, RunProgress progress) {
    throw new HubException(HubError.PROCEDURES_INCOMPLETE, 1, 2, "1.000001");
  }

  @Test
  void in_the_window_it_is_not_begun_and_says_until_when() {
    maintenance = Optional.of(Instant.parse("2026-11-28T19:00:00Z"));

    RunResult.Problem problem = run((_, _) -> RunResult.done(SOME)).problem().orElseThrow();

    assertThat(begun).isZero();
    assertThat(problem.error()).isEqualTo(HubError.JOB_HELD_BACK);
    assertThat(problem.text()).contains("2026-11-28T19:00:00Z");
  }

  @Test
  void cut_off_by_the_window_it_is_no_failure_and_what_was_done_counts() {
    RunResult result =
        run(
            (request, progress) -> {
              maintenance = Optional.of(Instant.parse("2026-11-28T19:00:00Z"));
              return failing(request, progress);
            });

    assertThat(result.problem().orElseThrow().error()).isEqualTo(HubError.JOB_HELD_BACK);
    assertThat(result.counts()).isEqualTo(SOME);
  }

  @Test
  void outside_of_it_a_failure_is_one() {
    assertThat(run((_, _) -> RunResult.done(SOME))).isEqualTo(RunResult.done(SOME));
    assertThatThrownBy(() -> run(LeavingThePortalAloneTest::failing))
        .hasMessageContaining("LT-2023");
  }
}
