package vn.lienthong.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.routes.store.DatabaseTime;

final class FindingClocksOffTest {
  private static final Instant NOW = Instant.parse("2026-11-25T02:00:00Z");

  @ParameterizedTest
  @CsvSource({"0, OK", "4, OK", "-6, WARNING", "20, WARNING", "31, PROBLEM", "-3600, PROBLEM"})
  void a_clock_off_the_databases_is_found(int seconds, Standing standing) {
    List<Finding> found =
        check(Duration.ofSeconds(seconds), Optional.of(Duration.ZERO)).ofDatabase();

    assertThat(found).extracting(Finding::standing).containsExactly(standing);
  }

  @ParameterizedTest
  @CsvSource({"0, OK", "4, OK", "-6, WARNING", "20, WARNING", "31, PROBLEM", "-3600, PROBLEM"})
  void a_clock_off_the_portals_is_found(int seconds, Standing standing) {
    List<Finding> found = check(Duration.ZERO, Optional.of(Duration.ofSeconds(seconds))).ofPortal();

    assertThat(found).extracting(Finding::standing).containsExactly(standing);
  }

  @Test
  void a_portal_that_tells_no_time_leaves_it_unknown() {
    assertThat(check(Duration.ZERO, Optional.empty()).ofPortal())
        .extracting(Finding::standing)
        .containsExactly(Standing.UNKNOWN);
  }

  /** This machine's clock, ahead of the database's and of the portal's by so much. */
  private static ClockCheck check(Duration ofDatabase, Optional<Duration> ofPortal) {
    return new ClockCheck(
        new DatabaseTime(() -> NOW, () -> 0),
        () -> new PortalVisit.Visit(Optional.empty(), Optional.empty(), ofPortal),
        Clock.fixed(NOW.plus(ofDatabase), ZoneOffset.UTC));
  }
}
