package vn.lienthong.monitoring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import vn.lienthong.routes.dossiers.DeliveryLedger;
import vn.lienthong.routes.dossiers.DeliveryState;
import vn.lienthong.routes.dossiers.DeliverySums;
import vn.lienthong.routes.messagelog.LogStatus;
import vn.lienthong.signing.keys.KeyStoreFile;

/**
 * The hub's own figures for Prometheus: deliveries by state, lag per partner in seconds, the log's
 * size, days until each certificate ends. Read from the database at most once in five seconds.
 */
final class HubMetrics implements MeterBinder {
  private static final Duration FRESH = Duration.ofSeconds(5);
  private static final String NPSP = "npsp";

  private final DeliveryLedger deliveries;
  private final LogStatus log;
  private final KeyStoreFile keys;
  private final Clock clock;
  private Optional<Reading> last = Optional.empty();

  HubMetrics(DeliveryLedger deliveries, LogStatus log, KeyStoreFile keys, Clock clock) {
    this.deliveries = deliveries;
    this.log = log;
    this.keys = keys;
    this.clock = clock;
  }

  private record Reading(
      Instant at, DeliverySums sums, double lagSeconds, Optional<LogStatus.Standing> log) {}

  @Override
  public void bindTo(MeterRegistry registry) {
    for (DeliveryState state : DeliveryState.values()) {
      Gauge.builder("hub.deliveries", this, figure(one -> one.sums().in(state)))
          .description("Deliveries in a state")
          .tag("state", state.name())
          .register(registry);
    }
    gauge(registry, "hub.deliveries.blocked", "Wait behind another", one -> one.sums().blocked());
    gauge(registry, "hub.dossiers", "Captured dossiers", one -> one.sums().dossiersCaptured());
    gauge(
        registry,
        "hub.log.entries",
        "Entries sealed",
        one -> one.log().map(LogStatus.Standing::size).orElse(0L));
    gauge(
        registry,
        "hub.log.pending",
        "Entries not sealed yet",
        one -> one.log().map(LogStatus.Standing::pending).orElse(0L));
    Gauge.builder("hub.delivery.lag", this, figure(Reading::lagSeconds))
        .description("Age of the oldest message that waits for a partner")
        .baseUnit("seconds")
        .tag("partner", NPSP)
        .register(registry);
    keys.dates()
        .forEach(
            one ->
                Gauge.builder("hub.certificate.left", this, metrics -> metrics.daysLeft(one))
                    .description("Days until a certificate ends")
                    .baseUnit("days")
                    .tag("alias", one.alias())
                    .register(registry));
  }

  private void gauge(
      MeterRegistry registry, String name, String what, ToDoubleFunction<Reading> of) {
    Gauge.builder(name, this, figure(of)).description(what).register(registry);
  }

  private static ToDoubleFunction<HubMetrics> figure(ToDoubleFunction<Reading> of) {
    return metrics -> of.applyAsDouble(metrics.reading());
  }

  private double daysLeft(KeyStoreFile.KeyDates one) {
    return Duration.between(clock.instant(), one.notAfter()).toDays();
  }

  private synchronized Reading reading() {
    Instant now = clock.instant();
    Reading reading =
        last.filter(one -> one.at().plus(FRESH).isAfter(now)).orElseGet(() -> read(now));
    last = Optional.of(reading);
    return reading;
  }

  private Reading read(Instant now) {
    return new Reading(
        now,
        deliveries.sums(),
        deliveries.lag(NPSP).map(lag -> lag.toMillis() / 1000.0).orElse(0.0),
        log.standing());
  }
}
