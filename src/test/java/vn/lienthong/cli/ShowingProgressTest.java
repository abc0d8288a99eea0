package vn.lienthong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.lienthong.routes.jobs.JobRun;
import vn.lienthong.routes.jobs.RunResult;

class ShowingProgressTest {
  private static final Instant START = Instant.parse("2026-11-24T02:00:00Z");

  private static JobRun run(int done, int total, Duration since) {
    return new JobRun(
        UUID.randomUUID(),
        "count",
        new JobRun.Trigger.Schedule(START),
        "",
        JobRun.State.RUNNING,
        START,
        START.plus(since),
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

  @Test
  void a_run_shows_how_far_it_is_how_fast_and_how_long_it_still_takes() {
    assertThat(ProgressBar.line(run(500, 1500, Duration.ofSeconds(50))))
        .isEqualTo("[##########....................] 500/1500 10.0/s 01:40");
    assertThat(ProgressBar.line(run(1, 7201, Duration.ofSeconds(1)))).endsWith("1.0/s 2:00:00");
  }

  @Test
  void before_the_first_unit_nothing_is_guessed() {
    assertThat(ProgressBar.line(run(0, 0, Duration.ZERO)))
        .isEqualTo("[..............................] 0/0");
  }

  @Test
  void where_nobody_looks_nothing_is_written() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ProgressBar bar =
        new ProgressBar(new PrintStream(out, true, StandardCharsets.UTF_8), false)) {
      bar.show(run(1, 2, Duration.ofSeconds(1)));
    }
    assertThat(out.size()).isZero();
  }
}
