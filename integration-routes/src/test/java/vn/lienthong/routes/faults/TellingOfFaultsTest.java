package vn.lienthong.routes.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import vn.lienthong.routes.testing.SettableClock;

final class TellingOfFaultsTest {
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T02:00:00Z"));
  private final FaultLog faults = new FaultLog(clock);

  @Test
  void the_first_failure_is_told_at_once() {
    assertThat(faults.failures("sweep-due")).contains(1);
  }

  @Test
  void more_of_the_same_route_wait_a_minute_and_are_told_with_their_number() {
    faults.failures("sweep-due");
    assertThat(faults.failures("sweep-due")).isEmpty();
    assertThat(faults.failures("sweep-due")).isEmpty();

    clock.pass(Duration.ofMinutes(1));

    assertThat(faults.failures("sweep-due")).contains(3);
  }

  @Test
  void another_route_is_told_by_itself() {
    faults.failures("sweep-due");

    assertThat(faults.failures("publish-events")).contains(1);
  }
}
