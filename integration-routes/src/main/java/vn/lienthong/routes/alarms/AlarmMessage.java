package vn.lienthong.routes.alarms;

import java.time.Instant;
import java.util.UUID;

/**
 * What is told about an alarm.
 *
 * @param id the same on each attempt
 * @param at since when it is wrong, or when it was over
 * @param node that saw it last
 */
public record AlarmMessage(
    UUID id, Kind kind, String key, String vietnamese, String english, Instant at, String node) {

  /** What is told. */
  public enum Kind {
    RAISED,
    OVER,
    /** Somebody tries whether messages arrive. */
    TEST
  }
}
