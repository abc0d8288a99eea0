package vn.lienthong.routes.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static vn.lienthong.routes.jobs.Works.LONG;
import static vn.lienthong.routes.jobs.Works.backfilled;
import static vn.lienthong.routes.jobs.Works.job;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.lienthong.schemas.error.HubError;

/** Backfills: a window of the past, slice by slice. */
class FillingThePastTest {
  private static final RunResult.Counts ONE = new RunResult.Counts(1, 0, 0, 0, 0, 0);
  private static final JobDesk.By AN = new JobDesk.By("an", "yesterday's backup was restored");
  private static final Instant MIDNIGHT = Instant.parse("2026-11-23T17:00:00Z");

  private final Works works = new Works();
  private final List<Window> done = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    works.close();
  }

  private RunResult slice(RunRequest request, Window slice, RunProgress progress) {
    done.add(slice);
    return RunResult.done(ONE);
  }

  private static Instant hour(int hour) {
    return MIDNIGHT.plusSeconds(hour * 3600L);
  }

  private static Window hours(int from, int to) {
    return new Window(hour(from), hour(to));
  }

  private Backfill.State state(JobDesk desk) {
    return desk.backfills("fill", 1).getFirst().state();
  }

  @Test
  void a_window_is_worked_through_slice_by_slice() {
    JobRuns runs = works.node("node-1", backfilled("fill", this::slice));
    JobDesk desk = works.desk(runs, works.scheduler("node-1", runs));

    Backfill asked = desk.backfill("fill", hour(0), hour(2).plusSeconds(60), AN);
    JobRun run = runs.backfillNow(asked);

    assertThat(done)
        .containsExactly(hours(0, 1), hours(1, 2), new Window(hour(2), hour(2).plusSeconds(60)));
    assertThat(run.trigger())
        .isEqualTo(new JobRun.Trigger.Backfilling(asked.id(), "an", AN.reason()));
    assertThat(run.counts().added()).isEqualTo(3);
    assertThat(run.done()).isEqualTo(3);
    assertThat(run.total()).isEqualTo(3);
    assertThat(state(desk)).isEqualTo(Backfill.State.DONE);
    assertThat(works.jdbc.sql("SELECT service FROM messagelog.entry").query(String.class).list())
        .containsExactly("backfill-job");
  }

  @Test
  void a_running_node_begins_with_it_at_once() {
    JobRuns runs = works.node("node-1", backfilled("fill", this::slice));
    JobScheduler scheduler = works.scheduler("node-1", runs);
    scheduler.start();
    JobDesk desk = works.desk(runs, scheduler);

    desk.backfill("fill", hour(0), hour(2), AN);

    await().atMost(LONG).until(() -> state(desk) == Backfill.State.DONE);
    assertThat(done).containsExactly(hours(0, 1), hours(1, 2));
  }

  @Test
  void after_a_kill_the_next_node_goes_on_after_the_last_slice_that_was_done() {
    AtomicInteger calls = new AtomicInteger();
    Job.WindowWork deadly =
        (request, slice, progress) -> {
          if (calls.incrementAndGet() == 3) {
            throw new Works.Killed();
          }
          return slice(request, slice, progress);
        };
    JobRuns killed = works.node("node-1", backfilled("fill", deadly));
    JobDesk desk = works.desk(killed, works.scheduler("node-1", killed));
    Backfill asked = desk.backfill("fill", hour(0), hour(4), AN);
    assertThatThrownBy(() -> killed.backfillNow(asked)).isInstanceOf(Works.Killed.class);
    assertThat(done).containsExactly(hours(0, 1), hours(1, 2));

    works.scheduler("node-2", works.node("node-2", backfilled("fill", this::slice))).start();

    await().atMost(LONG).until(() -> state(desk) == Backfill.State.DONE);
    assertThat(done).containsExactly(hours(0, 1), hours(1, 2), hours(2, 3), hours(3, 4));
    assertThat(works.states("fill")).containsExactly("SUCCEEDED", "LOST");
    assertThat(works.runs("fill").getFirst().done()).isEqualTo(4);
  }

  @Test
  void a_node_that_stops_leaves_the_rest_to_the_next_one() {
    Works.Held held = new Works.Held();
    JobRuns stopped =
        works.node(
            "node-1", backfilled("fill", (request, _, progress) -> held.work(request, progress)));
    JobDesk desk = works.desk(stopped, works.scheduler("node-1", stopped));
    Backfill asked = desk.backfill("fill", hour(0), hour(2), AN);
    Thread node = Thread.ofPlatform().start(() -> stopped.backfillNow(asked));
    await().atMost(LONG).until(() -> works.runs("fill").size() == 1);

    stopped.endAll();
    await().atMost(LONG).until(() -> !node.isAlive());
    assertThat(state(desk)).isEqualTo(Backfill.State.OPEN);
    assertThat(works.runs("fill").getFirst().errorCode()).contains(HubError.JOB_ENDED_EARLY.code());

    works.node("node-2", backfilled("fill", this::slice)).goOnWithBackfills();

    assertThat(state(desk)).isEqualTo(Backfill.State.DONE);
    assertThat(done).containsExactly(hours(0, 1), hours(1, 2));
  }

  @Test
  void when_its_run_is_cancelled_the_rest_is_not_done() throws InterruptedException {
    Works.Held held = new Works.Held();
    JobRuns runs =
        works.node(
            "node-1", backfilled("fill", (request, _, progress) -> held.work(request, progress)));
    JobDesk desk = works.desk(runs, works.scheduler("node-1", runs));
    Backfill asked = desk.backfill("fill", hour(0), hour(2), AN);
    Thread node = Thread.ofPlatform().start(() -> runs.backfillNow(asked));
    held.awaitBegin();

    desk.cancel("fill", works.runs("fill").getFirst().id(), AN);

    await().atMost(LONG).until(() -> !node.isAlive());
    assertThat(state(desk)).isEqualTo(Backfill.State.CANCELLED);
    assertThat(works.states("fill")).containsExactly("CANCELLED");
  }

  @Test
  void a_slice_that_fails_ends_it_and_says_why() {
    JobRuns runs =
        works.node(
            "node-1",
            backfilled(
                "fill",
                (_, slice, _) ->
                    slice.equals(hours(1, 2))
                        ? RunResult.failed(
                            RunResult.Counts.NONE, HubError.PARTNER_UNREACHABLE, "no answer")
                        : RunResult.done(ONE)));
    JobDesk desk = works.desk(runs, works.scheduler("node-1", runs));

    JobRun run = runs.backfillNow(desk.backfill("fill", hour(0), hour(3), AN));

    assertThat(run.state()).isEqualTo(JobRun.State.FAILED);
    assertThat(run.errorCode()).contains("LT-4001");
    assertThat(run.counts()).isEqualTo(ONE);
    assertThat(state(desk)).isEqualTo(Backfill.State.FAILED);
    assertThat(desk.backfills("fill", 1).getFirst().doneTo()).isEqualTo(hour(1));
  }

  @Test
  void a_window_that_shares_time_with_an_unfinished_one_is_refused() {
    JobRuns runs = works.node("node-1", backfilled("fill", this::slice));
    JobDesk desk = works.desk(runs, works.scheduler("node-1", runs));
    Backfill first = desk.backfill("fill", hour(0), hour(3), AN);

    assertThatThrownBy(() -> desk.backfill("fill", hour(2), hour(4), AN))
        .hasMessageContaining("LT-2038")
        .hasMessageContaining(first.id().toString());

    assertThat(desk.backfills("fill", 9)).hasSize(1);
    desk.backfill("fill", hour(3), hour(4), AN);
    runs.goOnWithBackfills();
    desk.backfill("fill", hour(0), hour(4), AN);
  }

  @Test
  void a_window_that_cannot_be_is_refused() {
    JobRuns runs =
        works.node(
            "node-1",
            backfilled("fill", this::slice),
            job("whole", "-", (_, _) -> RunResult.done(ONE)));
    JobDesk desk = works.desk(runs, works.scheduler("node-1", runs));

    assertThatThrownBy(() -> desk.backfill("fill", hour(2), hour(2), AN))
        .hasMessageContaining("LT-2033");
    assertThatThrownBy(() -> desk.backfill("fill", hour(2), hour(40), AN))
        .as("not past yet")
        .hasMessageContaining("LT-2033");
    assertThatThrownBy(() -> desk.backfill("whole", hour(1), hour(2), AN))
        .hasMessageContaining("LT-2032");
    assertThatThrownBy(() -> desk.backfill("none", hour(1), hour(2), AN))
        .hasMessageContaining("LT-2010");
  }
}
