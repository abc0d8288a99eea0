package vn.lienthong.routes.nodes;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.routes.store.DatabaseTime;
import vn.lienthong.schemas.error.HubError;

/** This node's heartbeat: keeps its place, follows the database's time, minds its own clock. */
final class NodeWatch {
  /** Partners refuse signatures whose time is further off than their window, usually 5 min. */
  static final Duration TOLERANCE = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(NodeWatch.class);

  private final Membership membership;
  private final DatabaseTime time;
  private final Clock own;
  private boolean told;

  NodeWatch(Membership membership, DatabaseTime time, Clock own) {
    this.membership = membership;
    this.time = time;
    this.own = own;
  }

  public synchronized void beat() {
    membership.keep();
    time.follow();
    if (clockIsOff() && !told) {
      LOG.atWarn()
          .addKeyValue("error", HubError.NODE_CLOCK_OFF.code())
          .addKeyValue("by", off())
          .log("the clock of this machine is off");
    }
    told = clockIsOff();
  }

  boolean clockIsOff() {
    return off().abs().compareTo(TOLERANCE) > 0;
  }

  /** By how much this machine's clock is ahead of the database's. */
  Duration off() {
    return Duration.between(time.clock().instant(), own.instant());
  }
}
