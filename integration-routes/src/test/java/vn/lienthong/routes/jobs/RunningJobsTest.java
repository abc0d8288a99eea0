package vn.lienthong.routes.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static vn.lienthong.routes.jobs.Works.LONG;
import static vn.lienthong.routes.jobs.Works.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

class RunningJobsTest {
  private static final RunResult.Counts COUNTS = new RunResult.Counts(1, 2, 3, 4, 5, 6);

  private final Works works = new Works();

  @AfterEach
  void close() {
    works.close();
  }

  /** Tells when it is asked. */
  private static final class AskedClock extends Clock {
    private final Clock clock;
    private final Runnable asked;

    AskedClock(Clock clock, Runnable asked) {
      this.clock = clock;
      this.asked = asked;
    }

    @Override
    public Instant instant() {
      asked.run();
      return clock.instant();
    }

    @Override
    public ZoneId getZone() {
      return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private static RunResult counting(RunRequest request, RunProgress progress) {
    progress.total(2);
    progress.oneDone();
    progress.oneDone();
    return RunResult.done(COUNTS);
  }

  @Test
  void a_run_by_hand_is_kept_with_who_and_why_and_what_came_of_it() {
    JobRuns runs = works.node("node-1", job("count", "-", RunningJobsTest::counting));

    JobRun run = runs.runNow("count", "an", "to see", new RunOptions(true, false, true));

    assertThat(runs.last("count", 10)).containsExactly(run);
    assertThat(run.trigger()).isEqualTo(new JobRun.Trigger.Operator("an", "to see"));
    assertThat(run.options()).isEqualTo("full accept-list");
    assertThat(run.state()).isEqualTo(JobRun.State.SUCCEEDED);
    assertThat(run.counts()).isEqualTo(COUNTS);
    assertThat(run.done()).isEqualTo(2);
    assertThat(run.total()).isEqualTo(2);
    assertThat(run.node()).isEqualTo("node-1");
    assertThat(run.errorCode()).isEmpty();
  }

  @Test
  void a_run_whose_partner_may_not_be_asked_now_is_skipped_and_keeps_what_was_done() {
    JobRuns runs =
        works.node("node-1", job("count", "-", (_, _) -> RunResult.heldBack(COUNTS, "bảo trì")));

    JobRun run = runs.runNow("count", "an", "to see", RunOptions.USUAL);

    assertThat(run.state()).isEqualTo(JobRun.State.SKIPPED);
    assertThat(run.errorCode()).contains(HubError.JOB_HELD_BACK.code());
    assertThat(run.errorText()).contains("bảo trì");
    assertThat(run.counts()).isEqualTo(COUNTS);
  }

  @Test
  void a_run_by_hand_is_an_entry_of_the_log_under_the_correlation_id_of_the_run() {
    JobRuns runs = works.node("node-1", job("count", "-", RunningJobsTest::counting));

    JobRun run = runs.runNow("count", "an", "to see", RunOptions.USUAL);

    assertThat(
            works
                .jdbc
                .sql("SELECT kind || ' ' || service || ' ' || correlation_id FROM messagelog.entry")
                .query(String.class)
                .list())
        .containsExactly("OPERATOR_ACT run-job " + run.correlationId());
  }

  @Test
  void a_run_by_hand_needs_a_name_and_a_reason() {
    JobRuns runs = works.node("node-1", job("count", "-", RunningJobsTest::counting));

    assertThatThrownBy(() -> runs.runNow("count", "an", " ", RunOptions.USUAL))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(works.runs("count")).isEmpty();
  }

  @Test
  void a_job_that_does_not_exist_is_refused_with_those_that_do() {
    JobRuns runs = works.node("node-1", job("count", "-", RunningJobsTest::counting));

    assertThatThrownBy(() -> runs.runNow("cuont", "an", "to see", RunOptions.USUAL))
        .hasMessageContaining("LT-2010")
        .hasMessageContaining("count");
  }

  @Test
  void a_job_that_fails_with_a_known_error_says_so_with_what_it_did_before() {
    JobRuns runs =
        works.node(
            "node-1",
            job(
                "fail",
                "-",
                (_, progress) -> {
                  progress.counts(COUNTS);
                  throw new HubException(HubError.PARTNER_UNREACHABLE, "npsp", "refused");
                }));

    JobRun run = runs.runNow("fail", "an", "to see", RunOptions.USUAL);

    assertThat(run.state()).isEqualTo(JobRun.State.FAILED);
    assertThat(run.errorCode()).contains("LT-4001");
    assertThat(run.counts()).isEqualTo(COUNTS);
  }

  @Test
  void a_bug_in_a_job_ends_as_a_failed_run_and_the_next_one_runs() {
    AtomicInteger times = new AtomicInteger();
    JobRuns runs =
        works.node(
            "node-1",
            job(
                "bug",
                "-",
                (_, _) -> {
                  if (times.incrementAndGet() == 1) {
                    throw new IllegalStateException("a bug");
                  }
                  return RunResult.done(COUNTS);
                }));

    JobRun first = runs.runNow("bug", "an", "to see", RunOptions.USUAL);
    JobRun second = runs.runNow("bug", "an", "to see", RunOptions.USUAL);

    assertThat(first.errorCode()).contains("LT-2012");
    assertThat(second.state()).isEqualTo(JobRun.State.SUCCEEDED);
  }

  @Test
  void a_dry_run_leaves_an_entry_of_the_log_and_no_run() {
    JobRuns runs = works.node("node-1", job("count", "-", RunningJobsTest::counting));

    JobRun run = runs.runNow("count", "an", "to see", new RunOptions(false, true, false));

    assertThat(run.counts()).isEqualTo(COUNTS);
    assertThat(works.runs("")).isEmpty();
    assertThat(
            works.jdbc.sql("SELECT count(*) FROM messagelog.entry").query(Integer.class).single())
        .isEqualTo(1);
  }

  @Test
  void a_job_that_runs_is_not_started_again_by_hand_on_any_node() throws InterruptedException {
    Works.Held held = new Works.Held();
    JobRuns one = works.node("node-1", job("hold", "-", held::work));
    JobRuns other = works.node("node-2", job("hold", "-", held::work));
    CompletableFuture<JobRun> running =
        CompletableFuture.supplyAsync(() -> one.runNow("hold", "an", "first", RunOptions.USUAL));
    held.awaitBegin();

    assertThatThrownBy(() -> other.runNow("hold", "binh", "second", RunOptions.USUAL))
        .hasMessageContaining("LT-2011");

    held.end();
    assertThat(running.join().state()).isEqualTo(JobRun.State.SUCCEEDED);
    assertThat(works.states("hold")).containsExactly("SUCCEEDED");
  }

  @Test
  void a_time_that_comes_while_the_job_runs_is_noted_as_skipped() throws InterruptedException {
    Works.Held held = new Works.Held();
    JobRuns one = works.node("node-1", job("hold", "-", held::work));
    JobRuns other = works.node("node-2", job("hold", "-", held::work));
    CompletableFuture<JobRun> running =
        CompletableFuture.supplyAsync(() -> one.runNow("hold", "an", "first", RunOptions.USUAL));
    held.awaitBegin();

    other.runScheduled("hold", works.clock.instant());

    held.end();
    running.join();
    assertThat(works.states("hold")).containsExactlyInAnyOrder("SKIPPED", "SUCCEEDED");
  }

  @Test
  void a_running_job_shows_how_far_it_is() throws InterruptedException {
    Works.Held held = new Works.Held();
    JobRuns runs =
        works.node(
            "node-1",
            job(
                "hold",
                "-",
                (request, progress) -> {
                  progress.total(7);
                  progress.oneDone();
                  progress.counts(COUNTS);
                  return held.work(request, progress);
                }));
    CompletableFuture<JobRun> running =
        CompletableFuture.supplyAsync(() -> runs.runNow("hold", "an", "why", RunOptions.USUAL));
    held.awaitBegin();

    await().atMost(LONG).until(() -> works.runs("hold").getFirst().total() == 7);

    JobRun now = works.runs("hold").getFirst();
    assertThat(now.state()).isEqualTo(JobRun.State.RUNNING);
    assertThat(now.done()).isEqualTo(1);
    assertThat(now.counts()).isEqualTo(COUNTS);
    held.end();
    running.join();
  }

  @Test
  void a_heartbeat_that_the_database_refuses_is_not_the_last_one() {
    Works.Held held = new Works.Held();
    AtomicInteger beats = new AtomicInteger();
    CompletableFuture<RunProgress> begun = new CompletableFuture<>();
    JobRuns runs =
        works.node(
            "node-1",
            new AskedClock(works.clock, beats::incrementAndGet),
            job(
                "hold",
                "-",
                (request, progress) -> {
                  progress.total(-1);
                  beats.set(0);
                  begun.complete(progress);
                  return held.work(request, progress);
                }));
    CompletableFuture<JobRun> running =
        CompletableFuture.supplyAsync(() -> runs.runNow("hold", "an", "why", RunOptions.USUAL));
    RunProgress progress = begun.join();

    await().atMost(LONG).until(() -> beats.get() >= 3);
    progress.total(7);

    await().atMost(LONG).until(() -> works.runs("hold").getFirst().total() == 7);
    held.end();
    running.join();
  }

  @Test
  void a_run_that_loses_its_lock_is_told_to_end() throws InterruptedException {
    Works.Held held = new Works.Held();
    JobRuns runs = works.node("node-1", job("hold", "-", held::work));
    CompletableFuture<JobRun> running =
        CompletableFuture.supplyAsync(() -> runs.runNow("hold", "an", "why", RunOptions.USUAL));
    held.awaitBegin();

    works.loseLocks();

    await().atMost(LONG).until(() -> held.cancelled);
    assertThat(running.join().endedAt()).isPresent();
  }

  @Test
  void a_run_whose_node_went_away_is_lost_when_the_next_one_begins() {
    AtomicInteger times = new AtomicInteger();
    Job.Work work =
        (_, progress) -> {
          if (times.incrementAndGet() == 1) {
            throw new Works.Killed();
          }
          return RunResult.done(COUNTS);
        };
    JobRuns killed = works.node("node-1", job("die", "-", work));
    assertThatThrownBy(() -> killed.runNow("die", "an", "why", RunOptions.USUAL))
        .isInstanceOf(Works.Killed.class);

    works.node("node-2", job("die", "-", work)).runNow("die", "binh", "again", RunOptions.USUAL);

    assertThat(works.states("die")).containsExactly("SUCCEEDED", "LOST");
    assertThat(works.runs("die").getLast().errorText()).isPresent();
  }

  @Test
  void a_run_ends_in_the_table_even_if_the_clock_was_set_back() {
    Clock steppedBack = new AskedClock(works.clock, () -> works.clock.pass(Duration.ofSeconds(-3)));
    JobRuns runs = works.node("node-1", steppedBack, job("count", "-", RunningJobsTest::counting));

    JobRun run = runs.runNow("count", "an", "to see", RunOptions.USUAL);

    assertThat(run.state()).isEqualTo(JobRun.State.SUCCEEDED);
    assertThat(run.endedAt()).isEqualTo(Optional.of(run.startedAt()));
  }
}
