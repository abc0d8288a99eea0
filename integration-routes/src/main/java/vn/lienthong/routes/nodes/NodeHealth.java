package vn.lienthong.routes.nodes;

import java.util.List;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import vn.lienthong.schemas.error.HubError;

/** Down when another node took this one's place, degraded while the machine's clock is off. */
final class NodeHealth implements HealthIndicator {
  private final Membership membership;
  private final NodeWatch watch;

  NodeHealth(Membership membership, NodeWatch watch) {
    this.membership = membership;
    this.watch = watch;
  }

  @Override
  public Health health() {
    List<String> others = membership.others();
    Health.Builder health =
        !membership.isHeld()
            ? Health.down().withDetail("error", HubError.NODE_NOT_ALONE.code())
            : watch.clockIsOff()
                ? Health.status(new Status("DEGRADED"))
                    .withDetail("error", HubError.NODE_CLOCK_OFF.code())
                : Health.up();
    return health
        .withDetail("node", NodeName.here())
        .withDetail("others", others)
        .withDetail("clockAheadMillis", watch.off().toMillis())
        .build();
  }
}
