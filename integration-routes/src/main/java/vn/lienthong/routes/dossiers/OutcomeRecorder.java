package vn.lienthong.routes.dossiers;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.routes.dossiers.DeliveryTable.Change;
import vn.lienthong.routes.dossiers.DeliveryTable.End;
import vn.lienthong.routes.dossiers.DeliveryTable.Lease;
import vn.lienthong.routes.dossiers.DeliveryTable.Refusal;
import vn.lienthong.routes.partner.NpspCalls;
import vn.lienthong.routes.partner.Reply;
import vn.lienthong.schemas.delivery.DeliveryOutcome;
import vn.lienthong.schemas.error.HubError;

/** Commits what came of a call: the answer's entry and the new state of each delivery in it. */
final class OutcomeRecorder {
  private static final Logger LOG = LoggerFactory.getLogger(OutcomeRecorder.class);

  private final Dispatch dispatch;
  private final NpspCalls calls;
  private final TransactionTemplate transactions;
  private final DossiersProperties settings;
  private final PartnerRules rules;
  private final RandomGenerator random;
  private final PathProbe probe;

  OutcomeRecorder(
      Dispatch dispatch,
      NpspCalls calls,
      TransactionTemplate transactions,
      DossiersProperties settings,
      PartnerRules rules,
      RandomGenerator random,
      PathProbe probe) {
    this.dispatch = dispatch;
    this.calls = calls;
    this.transactions = transactions;
    this.settings = settings;
    this.rules = rules;
    this.random = random;
    this.probe = probe;
  }

  void record(InFlight flight, Reply reply, DeliveryOutcome outcome) {
    End end = end(flight, outcome, dispatch.now());
    transactions.executeWithoutResult(
        _ -> {
          dispatch.dossiers().lock(flight.codes());
          if (knows(flight, outcome)) {
            dispatch.dossiers().know(flight.codes());
          }
          List<Change> changes = dispatch.deliveries().end(flight, end, dispatch.now());
          dispatch.settle(flight.codes(), changes);
          calls.answered(flight.open(), reply, outcome);
          probe.at(PathPoint.BEFORE_OUTCOME_COMMIT);
        });
    probe.at(PathPoint.AFTER_OUTCOME_COMMIT);
    tell(flight, end, outcome);
  }

  /**
   * Commits that the session had expired, together with the request that takes its place.
   *
   * @return false when the lease was lost meanwhile: the new request must not be sent
   */
  boolean recordExpired(
      InFlight flight, Reply reply, DeliveryOutcome expired, InFlight next, Lease lease) {
    Boolean held =
        transactions.execute(
            _ -> {
              dispatch.dossiers().lock(flight.codes());
              boolean all = dispatch.deliveries().renew(flight, lease) == flight.items().size();
              calls.answered(flight.open(), reply, expired);
              if (all) {
                calls.opened(next.open());
              }
              return all;
            });
    return Boolean.TRUE.equals(held);
  }

  private static boolean knows(InFlight flight, DeliveryOutcome outcome) {
    return outcome instanceof DeliveryOutcome.Accepted accepted
        && flight.form() == Form.ADD
        && (!accepted.alreadyKnown() || flight.items().size() == 1);
  }

  End end(InFlight flight, DeliveryOutcome outcome, Instant now) {
    return switch (outcome) {
      case DeliveryOutcome.Accepted accepted -> accepted(flight, accepted, now);
      case DeliveryOutcome.Refused refused ->
          flight.items().size() == 1 ? refused(refused, now) : refusedBatch(flight, refused, now);
      case DeliveryOutcome.Deferred deferred -> deferred(flight, deferred, now);
      case DeliveryOutcome.SessionExpired expired ->
          deferred(flight, NpspCalls.refusedFreshSession(expired), now);
      case DeliveryOutcome.Unknown unknown ->
          doubt(
              "NO_ANSWER",
              now.plus(rules.maxProcessing()),
              new Refusal(unknown.error(), Optional.empty(), unknown.text()));
    };
  }

  private End accepted(InFlight flight, DeliveryOutcome.Accepted accepted, Instant now) {
    if (flight.form() != Form.ADD || !accepted.alreadyKnown()) {
      return new End(
          DeliveryState.DELIVERED, 0, 0, now, Optional.empty(), Optional.empty(), Optional.empty());
    }
    if (flight.items().size() == 1) {
      return due(now, 0, 0, Optional.empty(), Optional.empty());
    }
    return rules.batchAtomic()
        ? halved(flight, now, Optional.empty())
        : doubt(
            "KNOWN_IN_BATCH",
            now,
            new Refusal(HubError.DELIVERY_IN_DOUBT, Optional.empty(), "one of several is known"));
  }

  private End refused(DeliveryOutcome.Refused refused, Instant now) {
    return new End(
        DeliveryState.REFUSED,
        1,
        0,
        now,
        Optional.empty(),
        Optional.empty(),
        Optional.of(new Refusal(refused.error(), refused.field(), refused.text())));
  }

  private End refusedBatch(InFlight flight, DeliveryOutcome.Refused refused, Instant now) {
    Refusal why = new Refusal(refused.error(), refused.field(), refused.text());
    return rules.batchAtomic()
        ? halved(flight, now, Optional.of(why))
        : doubt("REFUSED_BATCH", now, why);
  }

  private End deferred(InFlight flight, DeliveryOutcome.Deferred deferred, Instant now) {
    Refusal why = new Refusal(deferred.error(), Optional.empty(), deferred.text());
    int before = flight.items().stream().mapToInt(Claimed::deferrals).max().orElse(0);
    Duration wait = BackOff.of(calls.pace(), random).after(before, deferred.retryAfter());
    if (!deferred.usesAttempt()) {
      return due(now.plus(wait), 0, before + 1, Optional.empty(), Optional.of(why));
    }
    if (flight.items().size() > 1) {
      return due(now.plus(wait), 0, before + 1, half(flight), Optional.of(why));
    }
    int used = flight.items().getFirst().attempts() + 1;
    return used >= settings.maxAttempts()
        ? new End(
            DeliveryState.PARKED,
            1,
            before,
            now,
            Optional.empty(),
            Optional.empty(),
            Optional.of(why))
        : due(now.plus(wait), 1, before + 1, Optional.of(1), Optional.of(why));
  }

  private static End halved(InFlight flight, Instant now, Optional<Refusal> why) {
    return due(now, 0, 0, half(flight), why);
  }

  private static Optional<Integer> half(InFlight flight) {
    return Optional.of(Math.max(1, flight.items().size() / 2));
  }

  private static End due(
      Instant at, int attempt, int deferrals, Optional<Integer> limit, Optional<Refusal> why) {
    return new End(DeliveryState.DUE, attempt, deferrals, at, limit, Optional.empty(), why);
  }

  private static End doubt(String doubt, Instant resolveAt, Refusal why) {
    return new End(
        DeliveryState.IN_DOUBT,
        0,
        0,
        resolveAt,
        Optional.empty(),
        Optional.of(doubt),
        Optional.of(why));
  }

  private static void tell(InFlight flight, End end, DeliveryOutcome outcome) {
    boolean well = end.state() == DeliveryState.DELIVERED;
    var line = well ? LOG.atDebug() : LOG.atWarn();
    line.addKeyValue("error", end.refusal().map(why -> why.error().code()).orElse(""))
        .addKeyValue("call", flight.open().callId())
        .addKeyValue("form", flight.form())
        .addKeyValue("items", flight.items().size())
        .addKeyValue("outcome", outcome.getClass().getSimpleName())
        .addKeyValue("state", end.state())
        .log("call ended");
  }
}
