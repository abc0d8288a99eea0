package vn.lienthong.routes.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import vn.lienthong.routes.testing.SettableClock;
import vn.lienthong.routes.testing.TestDatabase;

/** Time as all nodes keep it. */
class FollowingTheDatabasesTimeTest {
  private static final Instant BEGIN = Instant.parse("2026-11-24T02:00:00Z");
  private final SettableClock server = new SettableClock(BEGIN);
  private final DatabaseTime time = new DatabaseTime(server, server::evenNanos);

  @Test
  void between_two_looks_it_runs_evenly_whatever_the_server_says() {
    server.set(Duration.ofHours(3));
    server.pass(Duration.ofSeconds(4));

    assertThat(time.clock().instant()).isEqualTo(BEGIN.plusSeconds(4));
  }

  @Test
  void a_clock_set_forward_is_followed_and_told() {
    server.pass(Duration.ofMinutes(10));
    server.set(Duration.ofHours(3));

    assertThat(time.follow()).isEqualTo(Duration.ofHours(3));

    assertThat(time.clock().instant()).isEqualTo(server.instant());
    assertThat(time.steadyFor()).isZero();
    assertThat(time.wasSetWithin(Duration.ofSeconds(1))).isTrue();
    assertThat(time.timesSetBack()).isZero();
  }

  @Test
  void a_clock_set_back_is_followed_and_counted() {
    server.set(Duration.ofHours(-3));
    time.follow();
    server.pass(Duration.ofSeconds(30));

    assertThat(time.clock().instant()).isEqualTo(server.instant());
    assertThat(time.timesSetBack()).isEqualTo(1);
    assertThat(time.steadyFor()).isEqualTo(Duration.ofSeconds(30));
    assertThat(time.wasSetWithin(Duration.ofSeconds(10))).isFalse();
  }

  @Test
  void a_small_correction_is_followed_and_means_nothing() {
    server.pass(Duration.ofMinutes(1));
    server.set(Duration.ofMillis(1_500));

    assertThat(time.follow()).isZero();

    assertThat(time.clock().instant()).isEqualTo(server.instant());
    assertThat(time.steadyFor()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void a_process_that_has_just_begun_does_not_know_how_steady_the_time_was() {
    assertThat(time.steadyFor()).isZero();
    assertThat(time.wasSetWithin(Duration.ofHours(1))).isFalse();
  }

  @Test
  void a_real_server_is_asked() {
    DatabaseTime real = new DatabaseTime(TestDatabase.fresh());

    assertThat(real.follow()).isZero();
    assertThat(real.clock().instant()).isAfter(BEGIN.minus(Duration.ofDays(3650)));
  }
}
