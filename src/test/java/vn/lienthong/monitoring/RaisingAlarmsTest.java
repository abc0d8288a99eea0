package vn.lienthong.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.boot.actuate.health.DefaultHealthContributorRegistry;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthContributorRegistry;
import org.springframework.boot.actuate.health.HealthIndicator;
import vn.lienthong.routes.alarms.Alarm;

class RaisingAlarmsTest {
  private static final Instant END = Instant.parse("2027-03-01T00:00:00Z");

  @Test
  void whatever_is_neither_up_nor_unknown_is_an_alarm_with_what_is_known_of_it() {
    HealthContributorRegistry registry = new DefaultHealthContributorRegistry();
    registry.registerContributor("good", (HealthIndicator) () -> Health.up().build());
    registry.registerContributor("quiet", (HealthIndicator) () -> Health.unknown().build());
    registry.registerContributor(
        "npsp",
        (HealthIndicator)
            () -> Health.status(PartnerHealth.DEGRADED).withDetail("calls", "held back").build());
    registry.registerContributor("db", (HealthIndicator) () -> Health.down().build());
    registry.registerContributor(
        "parts",
        CompositeHealthContributor.fromMap(
            Map.of("one", (HealthIndicator) () -> Health.down().build())));

    assertThat(new HealthAlarms(registry).alarms())
        .extracting(Alarm::key)
        .containsExactlyInAnyOrder("health.npsp", "health.parts.one");
    assertThat(new HealthAlarms(registry).alarms().getFirst().english())
        .isEqualTo("Health of npsp is DEGRADED {calls=held back}");
  }

  private static List<Alarm> daysBefore(int days) {
    Clock clock = Clock.fixed(END.minus(Duration.ofDays(days)), ZoneOffset.UTC);
    return new CertificateAlarms(() -> Stream.of(new CertificateAlarms.Ending("npsp", END)), clock)
        .alarms();
  }

  @Test
  void a_certificate_is_an_alarm_of_its_own_at_each_threshold_and_none_before() {
    Set<String> keys = new LinkedHashSet<>();
    for (int days = 100; days >= -1; days--) {
      daysBefore(days).forEach(alarm -> keys.add(alarm.english()));
    }

    assertThat(daysBefore(61)).isEmpty();
    assertThat(keys)
        .containsExactly(
            "The certificate of npsp ends within 60 days, at 2027-03-01T00:00:00Z",
            "The certificate of npsp ends within 30 days, at 2027-03-01T00:00:00Z",
            "The certificate of npsp ends within 14 days, at 2027-03-01T00:00:00Z",
            "The certificate of npsp ends within 7 days, at 2027-03-01T00:00:00Z",
            "The certificate of npsp ends within 1 days, at 2027-03-01T00:00:00Z",
            "The certificate of npsp ended at 2027-03-01T00:00:00Z");
    assertThat(daysBefore(60).getFirst().toldWhenOver()).isFalse();
  }
}
