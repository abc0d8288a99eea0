package vn.lienthong.routes.nodes;

import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import vn.lienthong.schemas.error.HubError;

/** Down when another node took this one's place, degraded while the machine's clock is off. */
final class NodeHealth extends AbstractHealthIndicator {
  private final Membership membership;
  private final NodeWatch watch;

  NodeHealth(Membership membership, NodeWatch watch) {
    super("the database cannot be asked for the other nodes");
    this.membership = membership;
    this.watch = watch;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    health
        .up()
        .withDetail("node", NodeName.here())
        .withDetail("others", membership.others())
        .withDetail("clockAheadMillis", watch.off().toMillis());
    if (!membership.isHeld()) {
      health.down().withDetail("error", HubError.NODE_NOT_ALONE.code());
    } else if (watch.clockIsOff()) {
      health.status(new Status("DEGRADED")).withDetail("error", HubError.NODE_CLOCK_OFF.code());
    }
  }
}
