package vn.lienthong.routes.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import vn.lienthong.routes.testing.TestDatabase;

/** The lock of a run whose process stands still. */
class HoldingAJobsLockTest {
  private static final Duration LONG = Duration.ofMinutes(2);
  private final DataSource database = TestDatabase.fresh();

  private Optional<JobLock> take(Duration silence) throws Exception {
    return JobLock.tryTake(database, "procedures", silence);
  }

  @Test
  void a_holder_that_is_silent_loses_it_and_knows_it_when_it_asks() throws Exception {
    JobLock silent = take(Duration.ofSeconds(1)).orElseThrow();
    assertThat(take(LONG)).isEmpty();

    await("another takes it")
        .atMost(LONG)
        .until(
            () -> {
              Optional<JobLock> other = take(LONG);
              other.ifPresent(JobLock::close);
              return other.isPresent();
            });

    assertThat(silent.isHeld()).isFalse();
    silent.close();
  }

  @Test
  void a_holder_that_shows_that_it_lives_keeps_it() throws Exception {
    try (JobLock living = take(Duration.ofSeconds(10)).orElseThrow()) {
      assertThat(living.isHeld()).isTrue();
      assertThat(take(LONG)).isEmpty();
    }
    assertThat(take(LONG)).as("given back").isPresent();
  }
}
