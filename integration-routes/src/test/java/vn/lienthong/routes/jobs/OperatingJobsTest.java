package vn.lienthong.routes.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static vn.lienthong.routes.jobs.Works.LONG;
import static vn.lienthong.routes.jobs.Works.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What operators do about jobs, and what they are told of them. */
class OperatingJobsTest {
  private static final String EVERY_HOUR = "0 7 * * * *";
  private static final JobDesk.By AN = new JobDesk.By("an", "the portal asked for it");

  private final Works works = new Works();
  private final AtomicInteger ran = new AtomicInteger();

  @AfterEach
  void close() {
    works.close();
  }

  private RunResult counting(RunRequest request, RunProgress progress) {
    ran.incrementAndGet();
    return RunResult.done(RunResult.Counts.NONE);
  }

  /** A node that runs these, once its scheduler knows their times. */
  private JobDesk started(Job job) {
    JobRuns runs = works.node("node-1", job);
    JobScheduler scheduler = works.scheduler("node-1", runs);
    scheduler.start();
    JobDesk desk = works.desk(runs, scheduler);
    if (!job.timetable().never()) {
      await().atMost(LONG).until(() -> desk.standing(job.name()).next().isPresent());
    }
    return desk;
  }

  private JobDesk hourly() {
    return started(job("hourly", EVERY_HOUR, this::counting));
  }

  private static Instant at(String time) {
    return Instant.parse("2026-11-24T" + time + ":00Z");
  }

  private void awaitRuns(int runs) {
    await().atMost(LONG).until(() -> ran.get() == runs);
  }

  private String lastEntry() {
    return works
        .jdbc
        .sql(
            "SELECT kind || ' ' || service FROM messagelog.entry ORDER BY appended_at DESC LIMIT 1")
        .query(String.class)
        .single();
  }

  @Test
  void the_times_of_a_paused_job_pass_and_it_runs_at_the_next_one_after_it_is_resumed() {
    JobDesk desk = hourly();
    desk.pause("hourly", AN);
    assertThat(lastEntry()).isEqualTo("OPERATOR_ACT pause-job");
    assertThat(desk.standing("hourly").pausedAt()).isPresent();
    assertThat(desk.standing("hourly").next()).isEmpty();
    works.clock.passTo(at("02:07"));
    await()
        .atMost(LONG)
        .until(
            () ->
                works
                    .jdbc
                    .sql(
                        "SELECT execution_time > :at FROM jobs.scheduled_task WHERE task_name = 'hourly'")
                    .param("at", java.sql.Timestamp.from(at("03:00")))
                    .query(Boolean.class)
                    .single());
    assertThat(ran).hasValue(0);

    desk.resume("hourly", AN);

    assertThat(lastEntry()).isEqualTo("OPERATOR_ACT resume-job");
    assertThat(desk.standing("hourly").next()).contains(at("03:07"));
    works.clock.passTo(at("03:07"));
    awaitRuns(1);
  }

  @Test
  void what_is_paused_is_not_paused_again_and_what_runs_is_not_resumed() {
    JobDesk desk = hourly();
    assertThatThrownBy(() -> desk.resume("hourly", AN)).hasMessageContaining("LT-2035");
    desk.pause("hourly", AN);

    assertThatThrownBy(() -> desk.pause("hourly", AN)).hasMessageContaining("LT-2034");

    assertThat(entries("pause-job")).as("only what was done").isEqualTo(1);
    assertThat(entries("resume-job")).isZero();
  }

  private int entries(String service) {
    return works
        .jdbc
        .sql("SELECT count(*) FROM messagelog.entry WHERE service = :service")
        .param("service", service)
        .query(Integer.class)
        .single();
  }

  @Test
  void another_timetable_holds_at_once_and_on_all_nodes_until_the_settings_are_taken_again() {
    JobDesk desk = hourly();
    JobRuns other = works.node("node-2", job("hourly", EVERY_HOUR, this::counting));
    works.scheduler("node-2", other).start();

    desk.reschedule("hourly", Optional.of("every 15m"), AN);
    assertThat(desk.standing("hourly").next()).contains(at("02:15"));
    assertThat(desk.standing("hourly").changed()).isTrue();
    works.clock.passTo(at("02:15"));
    awaitRuns(1);
    await()
        .atMost(LONG)
        .until(() -> desk.standing("hourly").next().equals(Optional.of(at("02:30"))));

    desk.reschedule("hourly", Optional.empty(), AN);

    assertThat(desk.standing("hourly").next()).contains(at("03:07"));
    assertThat(desk.standing("hourly").changed()).isFalse();
  }

  @Test
  void a_job_that_is_told_never_to_run_by_itself_does_not_until_it_is_told_otherwise() {
    JobDesk desk = hourly();

    desk.reschedule("hourly", Optional.of("-"), AN);
    assertThat(desk.standing("hourly").next()).isEmpty();
    works.clock.passTo(at("05:00"));
    desk.reschedule("hourly", Optional.of("every 1h"), AN);

    assertThat(desk.standing("hourly").next()).contains(at("06:00"));
    assertThat(ran).hasValue(0);
    works.clock.passTo(at("06:00"));
    awaitRuns(1);
  }

  @Test
  void what_is_no_timetable_is_refused_and_changes_nothing() {
    JobDesk desk = hourly();

    assertThatThrownBy(() -> desk.reschedule("hourly", Optional.of("hourly"), AN))
        .hasMessageContaining("LT-2031")
        .hasMessageContaining("hourly");
    assertThatThrownBy(() -> desk.reschedule("hourly", Optional.of("every 40d"), AN))
        .hasMessageContaining("LT-2031");

    assertThat(desk.standing("hourly").changed()).isFalse();
    assertThat(entries("reschedule-job")).isZero();
  }

  @Test
  void acts_need_somebody_and_a_reason() {
    assertThatThrownBy(() -> new JobDesk.By("an", " ")).hasMessageContaining("reason");
    assertThatThrownBy(() -> new JobDesk.By(" ", "why")).hasMessageContaining("operator");
  }

  @Test
  void a_run_that_is_cancelled_ends_and_says_by_whom_and_why() throws InterruptedException {
    Works.Held held = new Works.Held();
    JobRuns runs = works.node("node-1", job("hold", "-", held::work));
    JobDesk desk = works.desk(runs, works.scheduler("node-1", runs));
    JobRun run = runs.beginNow("hold", "binh", "to see", RunOptions.USUAL);
    assertThat(run.state()).isEqualTo(JobRun.State.RUNNING);
    held.awaitBegin();

    desk.cancel("hold", run.id(), AN);

    await().atMost(LONG).until(() -> works.ended("hold") == 1);
    JobRun ended = works.runs("hold").getFirst();
    assertThat(ended.state()).isEqualTo(JobRun.State.CANCELLED);
    assertThat(ended.cancelled()).contains(new JobRun.Cancelled("an", "the portal asked for it"));
    assertThat(lastEntry()).isEqualTo("OPERATOR_ACT cancel-run");
    assertThatThrownBy(() -> desk.cancel("hold", run.id(), AN)).hasMessageContaining("LT-2037");
    assertThatThrownBy(() -> desk.cancel("hold", UUID.randomUUID(), AN))
        .hasMessageContaining("LT-2036");
  }

  @Test
  void a_run_says_where_its_entries_lie_in_the_log() {
    JobRuns runs = works.node("node-1", job("count", "-", this::counting));

    JobRun first = runs.runNow("count", "an", "to see", RunOptions.USUAL);
    JobRun second = runs.runNow("count", "an", "to see", RunOptions.USUAL);

    assertThat(first.log()).contains(new JobRun.LogPlaces(0, Optional.of(1L)));
    assertThat(second.log()).contains(new JobRun.LogPlaces(1, Optional.of(2L)));
  }

  @Test
  void a_job_without_a_run_for_two_of_its_times_is_late_and_silent() {
    JobDesk desk = hourly();
    works.clock.passTo(at("02:07"));
    awaitRuns(1);
    await().atMost(LONG).until(() -> works.ended("hourly") == 1);
    works.stop(); // no node is up from here on

    works.clock.passTo(at("04:06"));
    assertThat(desk.standing("hourly").late()).isEmpty();

    works.clock.passTo(at("04:08"));
    assertThat(desk.standing("hourly").late()).contains(new JobStanding.Late(at("03:07"), false));
  }

  @Test
  void a_run_that_does_not_end_for_two_of_its_times_is_late_and_stuck()
      throws InterruptedException {
    Works.Held held = new Works.Held();
    JobDesk desk = started(job("hourly", EVERY_HOUR, held::work));
    works.clock.passTo(at("02:07"));
    held.awaitBegin();
    assertThat(desk.standing("hourly").late()).isEmpty();

    works.clock.passTo(at("03:08"));

    assertThat(desk.standing("hourly").late()).contains(new JobStanding.Late(at("02:07"), true));
    held.end();
    await().atMost(LONG).until(() -> desk.standing("hourly").late().isEmpty());
  }

  @Test
  void a_paused_job_is_never_late_nor_one_that_was_just_resumed() {
    JobDesk desk = hourly();
    desk.pause("hourly", AN);
    works.clock.passTo(at("09:00"));

    assertThat(desk.standing("hourly").late()).isEmpty();
    desk.resume("hourly", AN);
    assertThat(desk.standing("hourly").late()).isEmpty();
  }

  @Test
  void a_job_that_leaves_out_missed_times_runs_at_the_next_one_and_notes_it() {
    Job job = job("hourly", EVERY_HOUR, Job.Misfire.LEAVE_OUT, this::counting);
    JobRuns runs = works.node("node-1", job);
    JobScheduler first = works.scheduler("node-1", runs);
    first.start();
    JobDesk desk = works.desk(runs, first);
    await().atMost(LONG).until(() -> desk.standing("hourly").next().isPresent());
    first.stop();
    works.clock.passTo(at("08:30"));

    works.scheduler("node-2", works.node("node-2", job)).start();

    await().atMost(LONG).until(() -> works.states("hourly").equals(java.util.List.of("SKIPPED")));
    await()
        .atMost(LONG)
        .until(() -> desk.standing("hourly").next().equals(Optional.of(at("09:07"))));
    assertThat(ran).hasValue(0);
  }

  @Test
  void old_runs_are_forgotten_and_younger_ones_are_not() {
    JobRuns runs = works.node("node-1", job("count", "-", this::counting));
    runs.runNow("count", "an", "old", RunOptions.USUAL);
    works.clock.pass(Duration.ofDays(31));
    runs.runNow("count", "an", "young", RunOptions.USUAL);

    runs.forgetOlderThan(Duration.ofDays(30));

    assertThat(works.runs("count"))
        .singleElement()
        .extracting(JobRun::trigger)
        .isEqualTo(new JobRun.Trigger.Operator("an", "young"));
  }

  @Test
  void a_running_job_shows_its_rate_and_the_time_it_still_needs() {
    JobRun run = started(10, 40, Duration.ofSeconds(5));

    assertThat(run.rate()).contains(2.0);
    assertThat(run.remaining()).contains(Duration.ofSeconds(15));
    assertThat(started(0, 40, Duration.ofSeconds(5)).remaining()).isEmpty();
  }

  private static JobRun started(int done, int total, Duration since) {
    Instant start = at("02:00");
    return new JobRun(
        UUID.randomUUID(),
        "count",
        new JobRun.Trigger.Schedule(start),
        "",
        JobRun.State.RUNNING,
        start,
        start.plus(since),
        Optional.empty(),
        done,
        total,
        RunResult.Counts.NONE,
        "node-1",
        "id",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
