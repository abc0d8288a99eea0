package vn.lienthong.routes.faults;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.schemas.error.HubException;

/**
 * Tells of failing routes, each at most once a minute with how often it failed: a database that is
 * away for an hour shall not fill the disk with its stack traces.
 */
public final class FaultLog {
  private static final Duration QUIET = Duration.ofMinutes(1);
  private static final Logger LOG = LoggerFactory.getLogger(FaultLog.class);

  private final Clock clock;
  private final Map<String, Told> told = new HashMap<>();

  public FaultLog(Clock clock) {
    this.clock = clock;
  }

  /** When a route's fault was last told, and how often it failed since. */
  private record Told(Instant at, int since) {}

  /** Notes one failure. */
  public void failed(String routeId, Exception fault) {
    failures(routeId)
        .ifPresent(
            times ->
                LOG.atWarn()
                    .setCause(fault)
                    .addKeyValue("route", routeId)
                    .addKeyValue("error", error(fault))
                    .addKeyValue("failures", times)
                    .log("timed work failed; the next tick tries again"));
  }

  /** How many failures are to be told now; empty when one was told within the last minute. */
  synchronized Optional<Integer> failures(String routeId) {
    Instant now = clock.instant();
    Told last = told.getOrDefault(routeId, new Told(Instant.EPOCH, 0));
    if (last.at().plus(QUIET).isAfter(now)) {
      told.put(routeId, new Told(last.at(), last.since() + 1));
      return Optional.empty();
    }
    told.put(routeId, new Told(now, 0));
    return Optional.of(last.since() + 1);
  }

  private static String error(Exception fault) {
    return fault instanceof HubException known
        ? known.error().code()
        : fault.getClass().getSimpleName();
  }
}
