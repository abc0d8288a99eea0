package vn.lienthong.routes.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static vn.lienthong.routes.jobs.Works.LONG;
import static vn.lienthong.routes.jobs.Works.job;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchedulingJobsTest {
  private static final String EVERY_HOUR = "0 7 * * * *";

  private final Works works = new Works();
  private final List<Instant> ran = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    works.close();
  }

  private RunResult noting(RunRequest request, RunProgress progress) {
    ran.add(works.clock.instant().truncatedTo(ChronoUnit.MINUTES));
    return RunResult.done(RunResult.Counts.NONE);
  }

  /** Starts a node with the hourly job; answers its scheduler once it knows the next time. */
  private JobScheduler start(String node) {
    JobScheduler scheduler =
        works.scheduler(node, works.node(node, job("hourly", EVERY_HOUR, this::noting)));
    scheduler.start();
    await().atMost(LONG).until(() -> next("hourly").isPresent());
    return scheduler;
  }

  private Optional<Instant> next(String job) {
    return works
        .jdbc
        .sql("SELECT execution_time FROM jobs.scheduled_task WHERE task_name = :job")
        .param("job", job)
        .query((row, _) -> row.getTimestamp(1).toInstant())
        .optional();
  }

  private static Optional<Instant> at(String time) {
    return Optional.of(Instant.parse(time));
  }

  private void passTo(String time) {
    works.clock.passTo(Instant.parse(time));
  }

  /** The scheduler is done with a time when it has set the next one. */
  private void awaitNext(String time) {
    await().atMost(LONG).until(() -> next("hourly").equals(at(time)));
  }

  private void awaitEnded(int runs) {
    await().atMost(LONG).until(() -> works.ended("hourly") == runs);
  }

  @Test
  void a_job_runs_when_its_time_has_come_in_vietnam() {
    JobRuns runs = works.node("node-1", job("daily", "0 30 9 * * *", this::noting));
    works.scheduler("node-1", runs).start();
    await().atMost(LONG).until(() -> next("daily").isPresent());

    passTo("2026-11-24T02:30:00Z");

    await().atMost(LONG).until(() -> works.ended("daily") == 1);
    JobRun run = works.runs("daily").getFirst();
    assertThat(run.trigger())
        .isEqualTo(new JobRun.Trigger.Schedule(Instant.parse("2026-11-24T02:30:00Z")));
    assertThat(run.startedAt()).isAfterOrEqualTo(Instant.parse("2026-11-24T02:30:00Z"));
  }

  @Test
  void two_schedulers_on_one_database_run_each_time_once() {
    start("node-1");
    start("node-2");

    for (int hour = 2; hour < 8; hour++) {
      passTo("2026-11-24T0" + hour + ":07:00Z");
      awaitNext("2026-11-24T0" + (hour + 1) + ":07:00Z");
    }

    assertThat(ran).hasSize(6).doesNotHaveDuplicates();
    assertThat(works.states("hourly")).containsOnly("SUCCEEDED");
  }

  @Test
  void times_that_passed_while_no_node_was_up_are_made_up_once() {
    start("node-1").stop();
    passTo("2026-11-24T08:30:00Z");

    start("node-2");

    awaitEnded(1);
    awaitNext("2026-11-24T09:07:00Z");
    assertThat(ran).containsExactly(Instant.parse("2026-11-24T08:30:00Z"));
  }

  @Test
  void another_cron_holds_from_the_next_start_on() {
    start("node-1").stop();
    JobRuns runs = works.node("node-2", job("hourly", "0 50 * * * *", this::noting));

    works.scheduler("node-2", runs).start();

    awaitNext("2026-11-24T02:50:00Z");
  }

  @Test
  void a_job_by_hand_only_is_never_started() {
    JobRuns runs =
        works.node(
            "node-1", job("by-hand", "-", this::noting), job("hourly", EVERY_HOUR, this::noting));
    works.scheduler("node-1", runs).start();
    await().atMost(LONG).until(() -> next("hourly").isPresent());

    passTo("2026-11-24T02:07:00Z");
    awaitEnded(1);

    assertThat(next("by-hand")).isEmpty();
    assertThat(works.runs("by-hand")).isEmpty();
  }

  @Test
  void a_failing_run_does_not_end_the_schedule() {
    JobRuns runs =
        works.node(
            "node-1",
            job(
                "hourly",
                EVERY_HOUR,
                (request, progress) -> {
                  noting(request, progress);
                  throw new IllegalStateException("a bug");
                }));
    works.scheduler("node-1", runs).start();
    await().atMost(LONG).until(() -> next("hourly").isPresent());

    passTo("2026-11-24T02:07:00Z");
    awaitEnded(1);
    awaitNext("2026-11-24T03:07:00Z");
    passTo("2026-11-24T03:07:00Z");

    awaitEnded(2);
    assertThat(works.states("hourly")).isEqualTo(Collections.nCopies(2, "FAILED"));
  }

  @Test
  void a_run_whose_node_went_away_is_closed_though_its_job_never_runs_again() {
    JobRuns killed =
        works.node(
            "node-1",
            job(
                "die",
                "-",
                (_, _) -> {
                  throw new Works.Killed();
                }));
    assertThatThrownBy(() -> killed.runNow("die", "an", "why", RunOptions.USUAL))
        .isInstanceOf(Works.Killed.class);
    assertThat(works.states("die")).containsExactly("RUNNING");

    start("node-2");

    await().atMost(LONG).until(() -> works.states("die").equals(List.of("LOST")));
  }

  @Test
  void a_run_that_lives_is_not_closed_by_another_node() throws InterruptedException {
    Works.Held held = new Works.Held();
    JobRuns one = works.node("node-1", job("hold", "-", held::work));
    CompletableFuture<JobRun> running =
        CompletableFuture.supplyAsync(() -> one.runNow("hold", "an", "why", RunOptions.USUAL));
    held.awaitBegin();

    works.node("node-2").closeLost();

    assertThat(works.states("hold")).containsExactly("RUNNING");
    held.end();
    assertThat(running.join().state()).isEqualTo(JobRun.State.SUCCEEDED);
  }

  @Test
  void a_node_that_stops_ends_its_runs_first() throws InterruptedException {
    Works.Held held = new Works.Held();
    JobScheduler scheduler =
        works.scheduler("node-1", works.node("node-1", job("hourly", EVERY_HOUR, held::work)));
    scheduler.start();
    await().atMost(LONG).until(() -> next("hourly").isPresent());
    passTo("2026-11-24T02:07:00Z");
    held.awaitBegin();

    scheduler.stop();

    assertThat(held.cancelled).isTrue();
    assertThat(works.states("hourly")).containsExactly("SUCCEEDED");
  }

  @Test
  void a_pattern_that_is_no_cron_is_refused() {
    assertThatThrownBy(() -> new Timetable("every hour"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_longest_gap_of_a_cron_is_known() {
    assertThat(new Timetable(EVERY_HOUR).longestGap()).isEqualTo(Duration.ofHours(1));
    assertThat(new Timetable("0 0 7-17 * * MON-FRI").longestGap()).isEqualTo(Duration.ofHours(62));
    assertThat(new Timetable("-").longestGap()).isZero();
  }
}
