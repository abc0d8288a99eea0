package vn.lienthong.monitoring;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import vn.lienthong.signing.keys.KeyStoreFile;
import vn.lienthong.signing.keys.KeyStoreFile.KeyDates;

/** Degraded from 30 days before a certificate ends, down once one has ended. */
final class CertificateHealth implements HealthIndicator {
  private static final Duration SOON = Duration.ofDays(30);

  private final KeyStoreFile keys;
  private final Clock clock;

  CertificateHealth(KeyStoreFile keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  @Override
  public Health health() {
    Instant now = clock.instant();
    List<KeyDates> dates = keys.dates();
    Health.Builder health =
        ending(dates, now).isEmpty()
            ? Health.status(
                ending(dates, now.plus(SOON)).isEmpty() ? Status.UP : PartnerHealth.DEGRADED)
            : Health.down();
    dates.forEach(
        one ->
            health.withDetail(one.alias(), Duration.between(now, one.notAfter()).toDays() + " d"));
    return health.build();
  }

  private static List<KeyDates> ending(List<KeyDates> dates, Instant before) {
    return dates.stream().filter(one -> !one.notAfter().isAfter(before)).toList();
  }
}
