package vn.lienthong.routes.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.lienthong.routes.jobs.Works.LONG;
import static vn.lienthong.routes.jobs.Works.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each time once, whatever happens to nodes and database. */
class KeepingTimeTest {
  private static final int TICKS = 1_000;
  private static final Duration TICK = Duration.ofMillis(100);
  private static final int CUTS = 20;

  private final Works works = new Works();

  @AfterEach
  void close() {
    works.close();
  }

  @Test
  void two_nodes_run_each_of_a_thousand_ticks_once_and_never_two_at_a_time() {
    AtomicInteger atWork = new AtomicInteger();
    AtomicInteger together = new AtomicInteger();
    Job.Work work =
        (_, _) -> {
          together.accumulateAndGet(atWork.incrementAndGet(), Math::max);
          atWork.decrementAndGet();
          return RunResult.done(RunResult.Counts.NONE);
        };
    for (String node : List.of("node-1", "node-2")) {
      works.scheduler(node, works.node(node, job("tick", "every 100ms", work))).start();
    }

    await()
        .atMost(Duration.ofMinutes(10))
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () ->
                works.number("SELECT count(*) FROM jobs.run WHERE ended_at IS NOT NULL") >= TICKS);

    List<Instant> due =
        works
            .jdbc
            .sql("SELECT due_at FROM jobs.run ORDER BY due_at LIMIT " + TICKS)
            .query((row, _) -> row.getTimestamp(1).toInstant())
            .list();
    assertThat(due)
        .as("every tick from the first on, each once")
        .isEqualTo(
            IntStream.range(0, TICKS)
                .mapToObj(n -> due.getFirst().plus(TICK.multipliedBy(n)))
                .toList());
    assertThat(together).hasValue(1);
    assertThat(works.number("SELECT count(*) FROM jobs.run WHERE state <> 'SUCCEEDED'"))
        .isLessThanOrEqualTo(1); // the one that runs now
  }

  @Test
  void a_job_whose_database_is_cut_in_mid_run_goes_on_without_a_restart() throws Exception {
    AtomicInteger begun = new AtomicInteger();
    AtomicInteger ended = new AtomicInteger();
    Job.Work work =
        (_, progress) -> {
          begun.incrementAndGet();
          if (!progress.waitOrCancelled(Duration.ofMillis(300))) {
            ended.incrementAndGet();
          }
          return RunResult.done(RunResult.Counts.NONE);
        };
    works.scheduler("node-1", works.node("node-1", job("long", "every 1s", work))).start();

    for (int cut = 0; cut < CUTS; cut++) {
      int before = begun.get();
      await().atMost(LONG).until(() -> begun.get() > before);
      works.cutAll();
    }

    int after = ended.get();
    await("it runs to its end again").atMost(LONG).until(() -> ended.get() > after + 2);
    await("nothing stays open but the run under way")
        .atMost(LONG)
        .until(() -> works.number("SELECT count(*) FROM jobs.run WHERE state = 'RUNNING'") <= 1);
    assertThat(works.number("SELECT count(*) - count(DISTINCT due_at) FROM jobs.run")).isZero();
  }
}
