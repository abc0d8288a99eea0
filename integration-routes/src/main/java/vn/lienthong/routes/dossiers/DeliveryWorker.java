package vn.lienthong.routes.dossiers;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.connectors.call.CallResult;
import vn.lienthong.connectors.call.ReadOutcome;
import vn.lienthong.connectors.npsp.NpspSession;
import vn.lienthong.routes.partner.NpspCalls;
import vn.lienthong.routes.partner.Reply;
import vn.lienthong.routes.partner.Turn;
import vn.lienthong.routes.store.DiskSpace;
import vn.lienthong.schemas.delivery.DeliveryOutcome;

/**
 * Sends what is due until nothing is, or until the partner may not be called. Several run at once;
 * they never hold the same dossier.
 */
final class DeliveryWorker {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorker.class);

  /** Lease that must be left beyond the timeout, to write down what came of the call. */
  private static final Duration RESERVE = Duration.ofMillis(500);

  private final Dispatch dispatch;
  private final BatchClaim claims;
  private final OutcomeRecorder recorder;
  private final NpspCalls calls;
  private final PartnerWire wire;
  private final DiskSpace disk;
  private final Clock clock;
  private final PathProbe probe;

  DeliveryWorker(
      Dispatch dispatch,
      BatchClaim claims,
      OutcomeRecorder recorder,
      NpspCalls calls,
      PartnerWire wire,
      DiskSpace disk,
      Clock clock,
      PathProbe probe) {
    this.dispatch = dispatch;
    this.claims = claims;
    this.recorder = recorder;
    this.calls = calls;
    this.wire = wire;
    this.disk = disk;
    this.clock = clock;
    this.probe = probe;
  }

  /** Returns the number of calls made. */
  public int deliverDue() {
    return deliverDue(() -> true);
  }

  /** As {@link #deliverDue()}, while the other may go on. */
  int deliverDue(BooleanSupplier mayGoOn) {
    int made = 0;
    boolean more = true;
    while (more
        && mayGoOn.getAsBoolean()
        && !disk.isAlmostFull()
        && dispatch.dossiers().oldestDue(clock.instant()).isPresent()) {
      more =
          switch (calls.turn()) {
            case Turn.NotNow _ -> false;
            case Turn.Granted turn -> {
              try (turn) {
                yield deliverOne();
              }
            }
          };
      made += more ? 1 : 0;
    }
    return made;
  }

  private boolean deliverOne() {
    String correlationId = UuidCreator.getTimeOrderedEpoch().toString();
    return switch (calls.session(correlationId)) {
      case ReadOutcome.Failed<NpspSession> failed -> {
        LOG.atWarn()
            .addKeyValue("correlationId", correlationId)
            .addKeyValue("outcome", failed.outcome().getClass().getSimpleName())
            .log("no session with the partner");
        yield false;
      }
      case ReadOutcome.Value<NpspSession> session ->
          switch (claims.take(correlationId, session.value())) {
            case BatchClaim.Outcome.Nothing _ -> false;
            case BatchClaim.Outcome.AllRefused _ -> true;
            case BatchClaim.Outcome.Taken taken -> {
              deliver(taken.flight());
              yield true;
            }
          };
    };
  }

  private void deliver(InFlight flight) {
    Reply reply = send(flight);
    DeliveryOutcome outcome = reply.outcome(result -> wire.read(flight.form(), result));
    if (outcome instanceof DeliveryOutcome.SessionExpired expired) {
      deliverWithNewSession(flight, reply, expired);
    } else {
      recorder.record(flight, reply, outcome);
    }
  }

  private void deliverWithNewSession(
      InFlight flight, Reply reply, DeliveryOutcome.SessionExpired expired) {
    switch (calls.renewed(flight.open().correlationId(), flight.session())) {
      case ReadOutcome.Failed<NpspSession> failed ->
          recorder.record(flight, reply, notSent(failed.outcome()));
      case ReadOutcome.Value<NpspSession> session -> {
        InFlight next = claims.again(flight, session.value());
        if (recorder.recordExpired(flight, reply, expired, next, claims.leaseOf(next))) {
          Reply second = send(next);
          recorder.record(next, second, second.outcome(result -> wire.read(next.form(), result)));
        }
      }
    }
  }

  /** Without a new session nothing took effect, whatever the login's own outcome was. */
  private static DeliveryOutcome notSent(DeliveryOutcome login) {
    return switch (login) {
      case DeliveryOutcome.Deferred deferred ->
          new DeliveryOutcome.Deferred(
              deferred.error(), deferred.retryAfter(), false, deferred.text());
      case DeliveryOutcome.Refused refused ->
          new DeliveryOutcome.Deferred(
              refused.error(), Duration.ofSeconds(30), false, refused.text());
      case DeliveryOutcome.Unknown unknown ->
          new DeliveryOutcome.Deferred(
              unknown.error(), Duration.ofSeconds(5), false, unknown.text());
      case DeliveryOutcome.SessionExpired expired -> NpspCalls.refusedFreshSession(expired);
      case DeliveryOutcome.Accepted _ ->
          NpspCalls.refusedFreshSession(new DeliveryOutcome.SessionExpired("no session"));
    };
  }

  /** Writes to the socket only while more lease is left than the timeout may take. */
  private Reply send(InFlight flight) {
    Duration left = Duration.between(clock.instant(), flight.leaseUntil());
    Duration timeout = calls.timeout();
    if (left.compareTo(timeout.plus(RESERVE)) < 0) {
      return new Reply(
          new CallResult.NotSent("too little lease left: " + left),
          Optional.empty(),
          Optional.empty());
    }
    probe.at(PathPoint.BEFORE_SEND);
    Reply reply = calls.send(flight.open(), timeout);
    probe.at(PathPoint.AFTER_SEND);
    return reply;
  }
}
