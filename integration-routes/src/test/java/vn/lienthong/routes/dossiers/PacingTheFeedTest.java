package vn.lienthong.routes.dossiers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import vn.lienthong.routes.testing.SettableClock;

class PacingTheFeedTest {
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T02:00:00Z"));
  private final FeedPace pace =
      new FeedPace(
          new DossiersProperties(
              50,
              20,
              1,
              3,
              Duration.ofSeconds(30),
              Duration.ofSeconds(1),
              Duration.ofMinutes(1),
              Duration.ofSeconds(1),
              500,
              Duration.ofMillis(50),
              Duration.ofSeconds(1)),
          clock);

  @Test
  void an_idle_feed_is_read_once_a_second() {
    pace.note(0);
    assertThat(pace.isTime()).isFalse();

    clock.pass(Duration.ofSeconds(1));

    assertThat(pace.isTime()).isTrue();
  }

  @Test
  void a_full_page_calls_for_the_next_at_once() {
    pace.note(500);

    assertThat(pace.isTime()).isTrue();
  }

  @Test
  void a_clock_set_back_does_not_keep_the_feed_from_being_read() {
    pace.note(0);

    clock.set(Duration.ofHours(-2));

    assertThat(pace.isTime()).isTrue();
    pace.note(0);
    assertThat(pace.isTime()).isFalse();
  }
}
