package vn.lienthong.routes.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTimetablesTest {
  private static final Instant NINE_IN_VIETNAM = Instant.parse("2026-11-24T02:00:00Z");

  private static Optional<Instant> at(String moment) {
    return Optional.of(Instant.parse(moment));
  }

  @Test
  void a_cron_is_read_in_vietnamese_time() {
    assertThat(new Timetable("0 30 9 * * *").after(NINE_IN_VIETNAM))
        .isEqualTo(at("2026-11-24T02:30:00Z"));
  }

  @Test
  void intervals_count_from_midnight_in_vietnam() {
    assertThat(new Timetable("every 15m").after(NINE_IN_VIETNAM))
        .isEqualTo(at("2026-11-24T02:15:00Z"));
    assertThat(new Timetable("every 1d").after(NINE_IN_VIETNAM))
        .isEqualTo(at("2026-11-24T17:00:00Z"));
    assertThat(new Timetable("EVERY 500 ms").after(NINE_IN_VIETNAM.plusMillis(1)))
        .isEqualTo(at("2026-11-24T02:00:00.500Z"));
  }

  @Test
  void a_dash_is_never() {
    assertThat(new Timetable("-").after(NINE_IN_VIETNAM)).isEmpty();
    assertThat(new Timetable(" - ").never()).isTrue();
  }

  @Test
  void an_interval_makes_up_for_each_time_of_the_last_minute_and_for_none_before() {
    Timetable often = new Timetable("every 10s");
    assertThat(often.next(NINE_IN_VIETNAM, NINE_IN_VIETNAM.plusSeconds(45)))
        .isEqualTo(at("2026-11-24T02:00:10Z"));
    assertThat(often.next(NINE_IN_VIETNAM, NINE_IN_VIETNAM.plusSeconds(600)))
        .isEqualTo(at("2026-11-24T02:10:10Z"));
  }

  @Test
  void a_cron_makes_up_for_nothing_that_passed_while_it_ran() {
    assertThat(new Timetable("0 * * * * *").next(NINE_IN_VIETNAM, NINE_IN_VIETNAM.plusSeconds(150)))
        .isEqualTo(at("2026-11-24T02:03:00Z"));
  }

  @Test
  void the_longest_gap_of_an_interval_is_the_interval() {
    assertThat(new Timetable("every 6h").longestGap()).isEqualTo(Duration.ofHours(6));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "daily", "every", "every 10", "every 0s", "every 32d", "every 50ms"})
  void what_is_none_of_these_is_refused(String text) {
    assertThatThrownBy(() -> new Timetable(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
