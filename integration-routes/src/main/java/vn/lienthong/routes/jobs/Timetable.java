package vn.lienthong.routes.jobs;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.schedule.CronSchedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a job runs by itself, in Asia/Ho_Chi_Minh: a cron (second minute hour day month weekday), an
 * interval counted from midnight ("every 15m": ms, s, m, h, d; 100 ms to 31 d), or "-" for never.
 *
 * @param text one of these
 */
public record Timetable(String text) {
  private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final Instant A_MONDAY = Instant.parse("2026-01-04T17:00:00Z");
  private static final Duration LOOKED_AT = Duration.ofDays(400);
  private static final int MOST_TIMES = 2000;
  private static final Pattern INTERVAL =
      Pattern.compile("every\\s+([0-9]{1,6})\\s*(ms|s|m|h|d)", Pattern.CASE_INSENSITIVE);
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofDays(31);

  /** Times of an interval that passed so long ago at most are still made up, each of them. */
  private static final Duration CAUGHT_UP = Duration.ofMinutes(1);

  /** Only by hand. */
  public static final Timetable NEVER = new Timetable("-"); // after what it is made with

  /**
   * @throws IllegalArgumentException when the text is none of these
   */
  public Timetable {
    text = text.strip();
    Optional<Duration> interval = interval(text);
    if (interval.isPresent()) {
      demandUsable(interval.get());
    } else {
      new CronSchedule(text, ZONE);
    }
  }

  private static void demandUsable(Duration interval) {
    if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("an interval must be 100 ms to 31 days, is " + interval);
    }
  }

  private static Optional<Duration> interval(String text) {
    Matcher parts = INTERVAL.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(parts.group(1));
    return Optional.of(
        switch (parts.group(2).toLowerCase(Locale.ROOT)) {
          case "ms" -> Duration.ofMillis(number);
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          case "h" -> Duration.ofHours(number);
          default -> Duration.ofDays(number);
        });
  }

  private CronSchedule cron() {
    return new CronSchedule(text, ZONE);
  }

  /** True for "-". */
  public boolean never() {
    return interval(text).isEmpty() && cron().isDisabled();
  }

  /** The first time after this moment; empty when it never runs by itself. */
  public Optional<Instant> after(Instant moment) {
    Optional<Duration> interval = interval(text);
    if (interval.isPresent()) {
      return Optional.of(afterOnGrid(moment, interval.get()));
    }
    return never()
        ? Optional.empty()
        : Optional.of(cron().getNextExecutionTime(ExecutionComplete.simulatedSuccess(moment)));
  }

  private static Instant afterOnGrid(Instant moment, Duration interval) {
    long midnight = A_MONDAY.toEpochMilli();
    long steps = Math.floorDiv(moment.toEpochMilli() - midnight, interval.toMillis()) + 1;
    return A_MONDAY.plus(interval.multipliedBy(steps));
  }

  /**
   * The time after one that was due, when its run is over. Of a cron, times that passed meanwhile
   * are left out; of an interval only those of more than a minute ago.
   */
  Optional<Instant> next(Instant due, Instant over) {
    Optional<Instant> following = after(due);
    boolean caughtUp =
        interval(text).isPresent()
            && following.filter(at -> !at.isBefore(over.minus(CAUGHT_UP))).isPresent();
    return caughtUp ? following : after(over.isBefore(due) ? due : over);
  }

  /** The longest time from one run to the next; zero for "-". */
  public Duration longestGap() {
    Optional<Duration> interval = interval(text);
    if (interval.isPresent()) {
      return interval.get();
    }
    Duration longest = Duration.ZERO;
    Instant at = A_MONDAY;
    for (int i = 0; !never() && i < MOST_TIMES && at.isBefore(A_MONDAY.plus(LOOKED_AT)); i++) {
      Instant next = after(at).orElseThrow();
      Duration gap = Duration.between(at, next);
      longest = gap.compareTo(longest) > 0 ? gap : longest;
      at = next;
    }
    return longest;
  }
}
