package vn.lienthong.monitoring;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import vn.lienthong.routes.store.DiskSpace;

/**
 * Degraded while a disk is low and the hub takes nothing new. Never down: files are fetched on, and
 * to start the hub again would not make room.
 */
final class DiskHealth implements HealthIndicator {
  private final DiskSpace disk;

  DiskHealth(DiskSpace disk) {
    this.disk = disk;
  }

  @Override
  public Health health() {
    return disk.low()
        .map(
            low ->
                Health.status(PartnerHealth.DEGRADED)
                    .withDetail("folder", low.folder().toString())
                    .withDetail("freeBytes", low.usable())
                    .withDetail("keptBytes", low.kept())
                    .withDetail("intake", "refused")
                    .withDetail("deliveries", disk.isAlmostFull() ? "held back" : "flowing")
                    .build())
        .orElseGet(() -> Health.up().withDetail("keptBytes", disk.kept()).build());
  }
}
