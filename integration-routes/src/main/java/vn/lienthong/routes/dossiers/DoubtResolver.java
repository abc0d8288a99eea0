package vn.lienthong.routes.dossiers;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.connectors.call.ReadOutcome;
import vn.lienthong.routes.dossiers.DeliveryTable.Change;
import vn.lienthong.routes.dossiers.DoubtTable.Doubt;
import vn.lienthong.routes.partner.NpspCalls;
import vn.lienthong.schemas.dossier.DossierCode;

/**
 * Finds out what became of calls without an answer, after the partner's longest processing time: an
 * add by asking for the dossier; what cannot be asked is repeated byte for byte where the partner
 * counts equal content once (or refuses an add of a known dossier), and waits for an operator
 * elsewhere.
 */
final class DoubtResolver {
  private static final Logger LOG = LoggerFactory.getLogger(DoubtResolver.class);
  private static final int AT_ONCE = 100;

  private final Dispatch dispatch;
  private final DoubtTable doubts;
  private final NpspCalls calls;
  private final PartnerWire wire;
  private final TransactionTemplate transactions;
  private final RandomGenerator random;
  private final PathProbe probe;

  DoubtResolver(
      Dispatch dispatch,
      DoubtTable doubts,
      NpspCalls calls,
      PartnerWire wire,
      TransactionTemplate transactions,
      RandomGenerator random,
      PathProbe probe) {
    this.dispatch = dispatch;
    this.doubts = doubts;
    this.calls = calls;
    this.wire = wire;
    this.transactions = transactions;
    this.random = random;
    this.probe = probe;
  }

  /** Leases that ran out become doubts: their calls may have taken effect. */
  public int expireLeases() {
    List<String> codes = dispatch.deliveries().expired(dispatch.now());
    if (codes.isEmpty()) {
      return 0;
    }
    Integer changed =
        transactions.execute(
            _ -> {
              Instant now = dispatch.now();
              dispatch.dossiers().lock(codes);
              Instant resolveAt = now.plus(wire.rules().maxProcessing());
              List<Change> changes = dispatch.deliveries().expire(codes, resolveAt, now);
              dispatch.settle(codes, changes);
              return changes.size();
            });
    LOG.atWarn().addKeyValue("deliveries", changed).log("leases ran out; deliveries in doubt");
    return changed == null ? 0 : changed;
  }

  /** Resolves what is ripe, unless the partner is in maintenance; returns how many doubts ended. */
  public int resolve() {
    if (calls.maintenanceUntil().isPresent()) {
      return 0;
    }
    PartnerRules rules = wire.rules();
    int ended = 0;
    for (Doubt doubt : doubts.ripe(dispatch.now(), AT_ONCE)) {
      boolean toAsk = doubt.form() == Form.ADD && rules.canBeAsked();
      if (toAsk && !ask(doubt)) {
        return ended;
      }
      ended += toAsk ? 1 : repeat(doubt, rules.mayRepeat(doubt.form()));
    }
    return ended;
  }

  private int repeat(Doubt doubt, boolean allowed) {
    if (!allowed) {
      doubts.postpone(doubt, dispatch.now(), "OPERATOR");
      LOG.atWarn()
          .addKeyValue("dossier", doubt.key().dossier())
          .addKeyValue("version", doubt.key().version())
          .log("delivery in doubt waits for an operator");
      return 0;
    }
    end(doubt, DeliveryState.DUE, true, false);
    return 1;
  }

  /** False when the partner did not answer: the rest is left for later. */
  private boolean ask(Doubt doubt) {
    DossierCode code = new DossierCode(doubt.key().dossier());
    ReadOutcome<Boolean> answer =
        calls.ask(
            UuidCreator.getTimeOrderedEpoch().toString(),
            session -> wire.prepareLookup(session, code),
            wire::readLookup);
    return switch (answer) {
      case ReadOutcome.Failed<Boolean> _ -> {
        Duration wait = BackOff.of(calls.pace(), random).after(doubt.deferrals(), Duration.ZERO);
        doubts.postpone(doubt, dispatch.now().plus(wait), doubt.why());
        yield false;
      }
      case ReadOutcome.Value<Boolean> known when !known.value() -> {
        end(doubt, DeliveryState.DUE, false, false);
        yield true;
      }
      case ReadOutcome.Value<Boolean> _ -> {
        boolean oursIsIn = !doubt.why().equals("KNOWN_IN_BATCH");
        end(doubt, oursIsIn ? DeliveryState.DELIVERED : DeliveryState.DUE, false, true);
        yield true;
      }
    };
  }

  private void end(Doubt doubt, DeliveryState state, boolean keepBytes, boolean known) {
    List<String> codes = List.of(doubt.key().dossier());
    Optional<Integer> alone =
        state == DeliveryState.DUE && !doubt.why().equals("NO_ANSWER")
            ? Optional.of(1)
            : Optional.empty();
    transactions.executeWithoutResult(
        _ -> {
          dispatch.dossiers().lock(codes);
          if (known) {
            dispatch.dossiers().know(codes);
          }
          dispatch.settle(codes, doubts.resolve(doubt, state, keepBytes, alone, dispatch.now()));
          probe.at(PathPoint.BEFORE_RESOLVE_COMMIT);
        });
    probe.at(PathPoint.AFTER_RESOLVE_COMMIT);
    LOG.atInfo()
        .addKeyValue("dossier", doubt.key().dossier())
        .addKeyValue("version", doubt.key().version())
        .addKeyValue("state", state)
        .log("doubt resolved");
  }
}
