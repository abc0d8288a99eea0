package vn.lienthong.connectors.npsp.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The sessions given out. They live in memory: a restart ends them all, as real ones end. */
final class Sessions {
  private final Map<String, Instant> validUntil = new ConcurrentHashMap<>();
  private final Duration lifetime;
  private final Clock clock;

  Sessions(Duration lifetime, Clock clock) {
    this.lifetime = lifetime;
    this.clock = clock;
  }

  String open() {
    Instant now = clock.instant();
    validUntil.values().removeIf(now::isAfter);
    String session = UUID.randomUUID().toString();
    validUntil.put(session, now.plus(lifetime));
    return session;
  }

  boolean isValid(String session) {
    Instant until = validUntil.get(session);
    return until != null && clock.instant().isBefore(until);
  }

  void forget(String session) {
    validUntil.remove(session);
  }
}
