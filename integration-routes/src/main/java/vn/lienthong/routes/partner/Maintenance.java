package vn.lienthong.routes.partner;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.UUID;
import org.springframework.scheduling.support.CronExpression;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.schemas.error.Reason;

/**
 * A time in which a partner is not called: no alarm, no attempt used.
 *
 * @param setBy who set it
 * @param reason why
 */
public record Maintenance(UUID id, Span span, String setBy, String reason) {
  private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final Duration LONGEST = Duration.ofDays(31);

  /** When it is. */
  public sealed interface Span {
    /** When it ends, while it lasts; empty while it does not. */
    Optional<Instant> until(Instant now);

    /** When it begins next; empty when it does not begin again. */
    Optional<Instant> next(Instant now);
  }

  /** One time only. */
  public record Once(Instant from, Instant until) implements Span {
    public Once {
      demandLength(Duration.between(from, until));
    }

    @Override
    public Optional<Instant> until(Instant now) {
      return !now.isBefore(from) && now.isBefore(until) ? Optional.of(until) : Optional.empty();
    }

    @Override
    public Optional<Instant> next(Instant now) {
      return now.isBefore(from) ? Optional.of(from) : Optional.empty();
    }
  }

  /**
   * Again and again.
   *
   * @param cron when it begins: second minute hour day month weekday, in Asia/Ho_Chi_Minh
   * @param lasts how long it then lasts
   */
  public record Recurring(String cron, Duration lasts) implements Span {
    public Recurring {
      if (!CronExpression.isValidExpression(cron)) {
        throw new HubException(
            HubError.PACE_WRONG,
            "cron",
            new Reason(
                "'" + cron + "', phải là: giây phút giờ ngày tháng thứ",
                "'" + cron + "', must be: second minute hour day month weekday"));
      }
      demandLength(lasts);
    }

    /** It lasts now when its first beginning after one length ago is not to come. */
    @Override
    public Optional<Instant> until(Instant now) {
      return next(now.minus(lasts))
          .filter(begun -> !begun.isAfter(now))
          .map(begun -> begun.plus(lasts));
    }

    @Override
    public Optional<Instant> next(Instant now) {
      return Optional.ofNullable(CronExpression.parse(cron).next(now.atZone(ZONE)))
          .map(ZonedDateTime::toInstant);
    }
  }

  private static void demandLength(Duration lasts) {
    if (lasts.compareTo(Duration.ofSeconds(1)) < 0 || lasts.compareTo(LONGEST) > 0) {
      throw new HubException(
          HubError.PACE_WRONG,
          "maintenance",
          new Reason(
              "phải dài từ 1 giây đến 31 ngày, không phải " + lasts,
              "must last 1 s to 31 days, not " + lasts));
    }
  }
}
