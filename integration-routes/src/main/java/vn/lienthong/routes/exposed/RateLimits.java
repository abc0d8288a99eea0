package vn.lienthong.routes.exposed;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A bucket of calls per client, filled evenly over the minute; per node. */
final class RateLimits {
  private final int callsPerMinute;
  private final Clock clock;
  private final Map<UUID, Bucket> buckets = new ConcurrentHashMap<>();

  RateLimits(int callsPerMinute, Clock clock) {
    this.callsPerMinute = callsPerMinute;
    this.clock = clock;
  }

  private record Bucket(double calls, Instant at, boolean served) {}

  int callsPerMinute() {
    return callsPerMinute;
  }

  /** How long until one more call is let in. */
  Duration retryAfter() {
    return Duration.ofSeconds(Math.max(1, (60 + callsPerMinute - 1) / callsPerMinute));
  }

  /** Takes one call out of the client's bucket; false when it is empty. */
  boolean mayCall(Client client) {
    Instant now = clock.instant();
    return buckets
        .merge(
            client.id(),
            new Bucket(callsPerMinute - 1.0, now, true),
            (old, _) -> {
              double gained =
                  Math.max(0, Duration.between(old.at(), now).toMillis())
                      * callsPerMinute
                      / 60_000.0;
              double calls = Math.min(callsPerMinute, old.calls() + gained);
              return calls >= 1 ? new Bucket(calls - 1, now, true) : new Bucket(calls, now, false);
            })
        .served();
  }
}
