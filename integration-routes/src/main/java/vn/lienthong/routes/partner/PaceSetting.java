package vn.lienthong.routes.partner;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.springframework.boot.convert.DurationStyle;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.schemas.error.Reason;

/** What an operator may change of a partner while the hub runs; a time counts in milliseconds. */
public enum PaceSetting {
  /** How long one call may take. */
  TIMEOUT(true, 100, 600_000),
  /** Calls begun in a second by one node; 0 for no limit. */
  CALLS_PER_SECOND(false, 0, 100_000),
  /** Calls at once by one node, those of jobs included. */
  CONCURRENCY(false, 1, 256),
  /** Threads of one node that prepare and send deliveries at once. */
  WORKERS(false, 1, 64),
  /** How long a job's call waits for its turn. */
  PATIENCE(true, 1, 600_000),
  /** How many of the last calls decide whether the partner is ill. */
  CIRCUIT_WINDOW(false, 2, 1000),
  /** From which share of failed calls on, in percent, it is held to be ill. */
  CIRCUIT_FAILURE_PERCENT(false, 1, 100),
  /** How long it is then left alone before one call tries again. */
  CIRCUIT_OPEN_FOR(true, 1, 86_400_000),
  /** Most items of one call. */
  BATCH_SIZE(false, 1, 500),
  /** Wait after the first deferral; doubles with each one in a row. */
  BACK_OFF_FIRST(true, 1, 86_400_000),
  /** Longest wait between two tries. */
  BACK_OFF_MOST(true, 1, 86_400_000);

  private final boolean time;
  private final long least;
  private final long most;

  PaceSetting(boolean time, long least, long most) {
    this.time = time;
    this.least = least;
    this.most = most;
  }

  /** As an operator writes it, such as {@code batch-size}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The setting of this key. */
  public static Optional<PaceSetting> of(String key) {
    return Arrays.stream(values()).filter(one -> one.key().equals(key)).findFirst();
  }

  /** The largest value that it may have. */
  long most() {
    return most;
  }

  /** What it may be, as an operator writes it, such as {@code 1 – 500}. */
  public String range() {
    return print(least) + " – " + print(most);
  }

  /** A value as an operator writes it: {@code 50}, or for a time {@code 30s}, {@code 250ms}. */
  public String print(long value) {
    if (!time) {
      return Long.toString(value);
    }
    boolean seconds = value % 1000 == 0;
    return seconds ? value / 1000 + "s" : value + "ms";
  }

  /**
   * Reads a value.
   *
   * @throws HubException LT-4093 when it is none, or out of range
   */
  public long parse(String text) {
    return read(text.strip())
        .filter(value -> value >= least && value <= most)
        .orElseThrow(
            () ->
                new HubException(
                    HubError.PACE_WRONG,
                    key(),
                    new Reason(
                        "phải là " + range() + ", không phải '" + text + "'",
                        "must be " + range() + ", not '" + text + "'")));
  }

  private Optional<Long> read(String text) {
    try {
      return Optional.of(
          time ? DurationStyle.detectAndParse(text).toMillis() : Long.parseLong(text));
    } catch (IllegalArgumentException | ArithmeticException _) {
      return Optional.empty();
    }
  }
}
