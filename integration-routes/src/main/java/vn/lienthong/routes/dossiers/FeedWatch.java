package vn.lienthong.routes.dossiers;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.connectors.onestop.FeedHorizon;
import vn.lienthong.connectors.onestop.HorizonWatch;
import vn.lienthong.connectors.onestop.Watermark;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/** Whether the change feed goes on, and why not: for health, and to stop reading in time. */
final class FeedWatch {
  private static final Logger LOG = LoggerFactory.getLogger(FeedWatch.class);

  private final HorizonWatch horizons;
  private volatile Optional<HubException> alarm = Optional.empty();

  FeedWatch(Clock clock) {
    this.horizons = new HorizonWatch(clock);
  }

  /** What an operator has to see to; empty while all is well. */
  Optional<HubException> alarm() {
    return alarm;
  }

  /**
   * Notes how far the feed goes.
   *
   * @throws HubException LT-4053 when it ends before what was read already: it was restored
   */
  void look(FeedHorizon end, Watermark after) {
    if (end.isBehind(after)) {
      throw failed(new HubException(HubError.FEED_BEHIND, end.epoch() + ":" + end.tx(), after));
    }
    Duration still = horizons.note(end);
    raise(
        still.compareTo(HorizonWatch.ALARM) > 0
            ? Optional.of(new HubException(HubError.FEED_STANDS_STILL, end.tx(), still.toSeconds()))
            : Optional.empty());
  }

  /** Notes a failed reading; only a feed that was restored raises an alarm. */
  HubException failed(HubException fault) {
    if (fault.error() == HubError.FEED_BEHIND) {
      raise(Optional.of(fault));
    }
    return fault;
  }

  private void raise(Optional<HubException> next) {
    Optional<HubError> before = alarm.map(HubException::error);
    alarm = next;
    if (!before.equals(next.map(HubException::error))) {
      next.ifPresentOrElse(
          fault ->
              LOG.atError()
                  .addKeyValue("error", fault.error().code())
                  .log("change feed does not go on"),
          () -> LOG.atInfo().log("change feed goes on again"));
    }
  }
}
