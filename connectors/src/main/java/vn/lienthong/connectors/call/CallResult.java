package vn.lienthong.connectors.call;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

/** What came back from sending a prepared call. */
public sealed interface CallResult {

  /** A whole answer came. Header names are in lower case. */
  record Answered(int status, Map<String, String> headers, byte[] body, Duration took)
      implements CallResult {
    /** A longer wait is a mistake more often than a wish. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    public Answered {
      headers = Map.copyOf(headers);
    }

    /**
     * How long the partner asks to be left alone, at most an hour: header Retry-After in seconds or
     * as a date (RFC 9110, 10.2.3). Empty when it does not ask.
     */
    public Optional<Duration> retryAfter(Instant now) {
      String asked = headers.getOrDefault("retry-after", "").strip();
      Optional<Duration> wait =
          asked.matches("[0-9]{1,9}")
              ? Optional.of(Duration.ofSeconds(Long.parseLong(asked)))
              : untilDate(asked, now);
      return wait.map(w -> w.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : w);
    }

    private static Optional<Duration> untilDate(String date, Instant now) {
      try {
        Instant then = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        return Optional.of(then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO);
      } catch (DateTimeException _) {
        return Optional.empty();
      }
    }
  }

  /** Certainly the partner could not act on it: it got no byte of the request's body. */
  record NotSent(String reason) implements CallResult {}

  /** The request was on its way and no whole answer came: it may have taken effect. */
  record Lost(String reason) implements CallResult {}
}
