package vn.lienthong.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Moments and ages as a person reads them, in Asia/Ho_Chi_Minh. */
final class LocalMoment {
  private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZONE);

  private LocalMoment() {}

  /**
   * Reads 2026-11-24T08:00 as Vietnamese time, or a moment with its zone such as
   * 2026-11-24T01:00:00Z.
   */
  static Instant parse(String text) {
    return text.endsWith("Z")
        ? Instant.parse(text)
        : LocalDateTime.parse(text).atZone(ZONE).toInstant();
  }

  static String of(Instant moment) {
    return MINUTES.format(moment);
  }

  static String of(Optional<Instant> moment) {
    return moment.map(LocalMoment::of).orElse("-");
  }

  /** Such as 3 h 20 min. */
  static String age(Optional<Duration> age) {
    return age.map(time -> time.toHours() + " h " + time.toMinutesPart() + " min").orElse("-");
  }
}
