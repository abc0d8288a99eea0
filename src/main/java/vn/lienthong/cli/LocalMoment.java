package vn.lienthong.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Moments and ages as a person reads them, in Asia/Ho_Chi_Minh. */
final class LocalMoment {
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

  private LocalMoment() {}

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
