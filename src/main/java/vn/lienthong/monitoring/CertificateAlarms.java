package vn.lienthong.monitoring;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import vn.lienthong.routes.alarms.Alarm;
import vn.lienthong.routes.alarms.AlarmSource;

/**
 * Certificates that end, the hub's and its callers': told once at 60, 30, 14, 7 and 1 days before,
 * and when they have ended.
 */
final class CertificateAlarms implements AlarmSource {
  private static final int[] DAYS = {0, 1, 7, 14, 30, 60};

  private final Supplier<Stream<Ending>> certificates;
  private final Clock clock;

  CertificateAlarms(Supplier<Stream<Ending>> certificates, Clock clock) {
    this.certificates = certificates;
    this.clock = clock;
  }

  /**
   * A certificate.
   *
   * @param whose the hub's key or the caller that it belongs to
   */
  record Ending(String whose, Instant notAfter) {}

  @Override
  public List<Alarm> alarms() {
    List<Alarm> alarms = new ArrayList<>();
    certificates.get().forEach(one -> alarm(one).ifPresent(alarms::add));
    return alarms;
  }

  private Optional<Alarm> alarm(Ending one) {
    Duration left = Duration.between(clock.instant(), one.notAfter());
    for (int days : DAYS) {
      if (left.compareTo(Duration.ofDays(days)) <= 0) {
        return Optional.of(alarm(one, days));
      }
    }
    return Optional.empty();
  }

  /** The number of days is part of the key: each threshold is an alarm of its own. */
  private static Alarm alarm(Ending one, int days) {
    String key = "certificate.%s.%s.%d".formatted(one.whose(), one.notAfter(), days);
    return days == 0
        ? new Alarm(
            key,
            "Chứng thư %s đã hết hạn lúc %s".formatted(one.whose(), one.notAfter()),
            "The certificate of %s ended at %s".formatted(one.whose(), one.notAfter()),
            false)
        : new Alarm(
            key,
            "Chứng thư %s hết hạn trong %d ngày, lúc %s"
                .formatted(one.whose(), days, one.notAfter()),
            "The certificate of %s ends within %d days, at %s"
                .formatted(one.whose(), days, one.notAfter()),
            false);
  }
}
