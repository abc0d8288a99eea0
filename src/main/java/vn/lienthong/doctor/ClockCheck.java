package vn.lienthong.doctor;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import vn.lienthong.routes.store.DatabaseTime;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/** How far this machine's clock is from the database's, and from the portal's. */
final class ClockCheck {
  private static final Duration WARN = Duration.ofSeconds(5);
  private static final Duration ALARM = Duration.ofSeconds(30);

  private final DatabaseTime database;
  private final Supplier<PortalVisit.Visit> portal;
  private final Clock clock;

  ClockCheck(DatabaseTime database, Supplier<PortalVisit.Visit> portal, Clock clock) {
    this.database = database;
    this.portal = portal;
    this.clock = clock;
  }

  List<Finding> ofDatabase() {
    Findings findings = new Findings("clock");
    Duration off = Duration.between(database.clock().instant(), clock.instant());
    if (off.abs().compareTo(ALARM) > 0) {
      findings.problem(new HubException(HubError.NODE_CLOCK_OFF, seconds(off)));
    } else if (off.abs().compareTo(WARN) > 0) {
      findings.warning(new HubException(HubError.NODE_CLOCK_OFF, seconds(off)));
    } else {
      findings.ok("database", seconds(off));
    }
    return findings.list();
  }

  List<Finding> ofPortal() {
    Findings findings = new Findings("clock");
    PortalVisit.Visit visit = portal.get();
    if (visit.ahead().isEmpty()) {
      findings.unknown(visit.failedAt().isPresent() ? "portal-silent" : "portal-undated");
      return findings.list();
    }
    Duration off = visit.ahead().get();
    if (off.abs().compareTo(WARN) > 0) {
      findings.bad(off.abs().compareTo(ALARM) > 0, "portal-off", seconds(off));
    } else {
      findings.ok("portal", seconds(off));
    }
    return findings.list();
  }

  private static String seconds(Duration off) {
    return "%+.1f s".formatted(off.toMillis() / 1000.0);
  }
}
