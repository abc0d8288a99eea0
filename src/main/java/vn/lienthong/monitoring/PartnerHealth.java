package vn.lienthong.monitoring;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import vn.lienthong.routes.dossiers.DeliveryLedger;
import vn.lienthong.routes.partner.NpspCalls;

/**
 * Degraded while the portal is left alone because it fails, unless its maintenance was told. Never
 * down: to start the hub again would not mend the portal, and nothing is lost meanwhile.
 */
final class PartnerHealth implements HealthIndicator {
  static final Status DEGRADED =
      new Status("DEGRADED", "works, and something outside asks for attention");

  private final NpspCalls calls;
  private final DeliveryLedger deliveries;
  private final String partner;

  PartnerHealth(NpspCalls calls, DeliveryLedger deliveries, String partner) {
    this.calls = calls;
    this.deliveries = deliveries;
    this.partner = partner;
  }

  @Override
  public Health health() {
    Optional<Duration> lag = deliveries.lag(partner);
    Optional<Instant> maintenance = calls.maintenanceUntil();
    boolean fails = calls.circuitOpen() && maintenance.isEmpty();
    String held = fails ? "held back, the partner fails" : "flowing";
    return Health.status(fails ? DEGRADED : Status.UP)
        .withDetail("calls", maintenance.map(until -> "in maintenance until " + until).orElse(held))
        .withDetail("oldestWaitingSeconds", lag.map(Duration::toSeconds).orElse(0L))
        .build();
  }
}
