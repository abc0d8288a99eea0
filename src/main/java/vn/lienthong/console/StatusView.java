package vn.lienthong.console;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the page shows, gathered at one moment. */
record StatusView(
    Instant at,
    List<Run> running,
    List<Run> lastRuns,
    Optional<Parity> parity,
    int proposed,
    List<StateCount> deliveries,
    long blocked,
    List<Lag> lags,
    List<Partner> partners,
    Optional<String> lowDisk,
    List<Refusal> refusals,
    Log log,
    Optional<Certificate> nextCertificate) {
  StatusView {
    running = List.copyOf(running);
    lastRuns = List.copyOf(lastRuns);
    deliveries = List.copyOf(deliveries);
    lags = List.copyOf(lags);
    partners = List.copyOf(partners);
    refusals = List.copyOf(refusals);
  }

  /** One run of a job. */
  record Run(
      String job,
      Instant startedAt,
      String state,
      int done,
      int total,
      int added,
      int changed,
      int unchanged) {}

  /** How the procedures agree. */
  record Parity(
      int equal,
      int of,
      int onlyThere,
      int onlyHere,
      int different,
      Optional<Instant> oldestReading) {
    public boolean whole() {
      return equal == of;
    }
  }

  /** How many deliveries are in a state. */
  record StateCount(String state, long count) {}

  /** How long the oldest message for a partner has waited. */
  record Lag(String partner, Duration oldest, long waiting) {}

  /**
   * How a partner is called now.
   *
   * @param standing FLOWING, FAILING or MAINTENANCE
   * @param until when the maintenance ends
   * @param next when the next one begins
   */
  record Partner(
      String name,
      String standing,
      Optional<Instant> until,
      Optional<Instant> next,
      List<Setting> settings) {
    Partner {
      settings = List.copyOf(settings);
    }
  }

  /** A setting of a partner; {@code changed} when it is not the settings file's. */
  record Setting(String key, String value, boolean changed) {}

  /** Refused or parked messages with one cause. */
  record Refusal(
      String errorCode, String what, String toDo, String field, long count, String example) {}

  /** The sealed log. */
  record Log(long size, String rootHash, long waiting) {}

  /** A certificate in use. */
  record Certificate(String alias, Instant notAfter, long daysLeft) {}
}
