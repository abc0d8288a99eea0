package vn.lienthong.routes.alarms;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An alarm as it stands, or stood.
 *
 * @param raisedAt when it had lasted long enough to be told
 * @param overAt when no node saw it any more
 * @param tellings over which channels it was told, or why not yet
 */
public record StandingAlarm(
    Alarm alarm,
    String node,
    Instant since,
    Optional<Instant> raisedAt,
    Optional<Instant> overAt,
    List<Telling> tellings) {

  /** A message over one channel. */
  public record Telling(
      String channel,
      AlarmMessage.Kind kind,
      Optional<Instant> toldAt,
      int attempts,
      Optional<String> error) {}
}
