package vn.lienthong.routes.dossiers;

import com.github.f4b6a3.uuid.UuidCreator;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.connectors.call.ReadOutcome;
import vn.lienthong.routes.dossiers.DeliveryTable.Change;
import vn.lienthong.routes.messagelog.EntryDraft;
import vn.lienthong.routes.messagelog.MessageLog;
import vn.lienthong.routes.partner.NpspCalls;
import vn.lienthong.schemas.dossier.DossierCode;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/** What an operator may do with deliveries; each act has a reason and an entry in the log. */
public final class Replay {
  private static final String FIND =
      """
      SELECT v.id, v.state FROM dossiers.delivery AS v
        JOIN dossiers.dossier AS d
          ON v.month = d.month AND v.partner = d.partner AND v.dossier = d.code
       WHERE d.partner = :partner AND d.code = :dossier AND v.version = :version
      """;
  private static final String MOVE =
      """
      UPDATE dossiers.delivery AS v
         SET state = :state, reason = :reason, next_at = :now, changed_at = :now, attempts = 0,
             deferrals = 0, sent_item = NULL, doubt = NULL, batch_limit = 1,
             told = (:state = 'DUE')
        FROM dossiers.dossier AS d
       WHERE d.partner = :partner AND d.code = :dossier AND v.month = d.month
         AND v.partner = d.partner AND v.dossier = d.code AND v.version = :version
         AND v.state = ANY(CAST(:from AS text[]))
      RETURNING v.dossier, v.version, v.kind, v.state
      """;
  private static final String RELEASE =
      """
      UPDATE dossiers.delivery AS v
         SET state = 'DUE', reason = :reason, next_at = :now, changed_at = :now, attempts = 0,
             deferrals = 0, sent_item = NULL, doubt = NULL, batch_limit = 1, told = true
        FROM dossiers.dossier AS d
       WHERE d.partner = :partner AND d.code = :dossier AND v.month = d.month
         AND v.partner = d.partner AND v.dossier = d.code
         AND (v.state IN ('REFUSED', 'PARKED') OR (v.state = 'IN_DOUBT' AND v.doubt = 'OPERATOR'))
      RETURNING v.dossier, v.version, v.kind, v.state, v.id
      """;
  private static final List<String> HELD = List.of("REFUSED", "PARKED", "IN_DOUBT");

  private final JdbcClient jdbc;
  private final Dispatch dispatch;
  private final MessageLog messageLog;
  private final NpspCalls calls;
  private final PartnerWire wire;
  private final TransactionTemplate transactions;
  private final WakeUps wakeUps;

  Replay(
      JdbcClient jdbc,
      Dispatch dispatch,
      MessageLog messageLog,
      NpspCalls calls,
      PartnerWire wire,
      TransactionTemplate transactions,
      WakeUps wakeUps) {
    this.jdbc = jdbc;
    this.dispatch = dispatch;
    this.messageLog = messageLog;
    this.calls = calls;
    this.wire = wire;
    this.transactions = transactions;
    this.wakeUps = wakeUps;
  }

  /** Who acts, and why. */
  public record Act(String operator, String reason) {
    public Act {
      if (reason.isBlank()) {
        throw new HubException(HubError.REASON_MISSING);
      }
    }
  }

  /** What came of a replay. */
  public sealed interface Result {
    /** It is due again. */
    record Released() implements Result {}

    /** It was delivered before: the partner was asked, nothing was sent. */
    record Checked(boolean partnerKnowsDossier) implements Result {}

    /** It was delivered before, and the partner could not be asked now. */
    record NotChecked(String why) implements Result {}
  }

  private record Found(String id, DeliveryState state) {}

  /**
   * Sends a refused, parked or doubtful delivery again; one that was delivered is only asked for.
   *
   * @throws HubException LT-4074 when there is no such delivery, LT-4075 when its state forbids it
   */
  public Result replay(String dossier, long version, Act act) {
    Found found = find(dossier, version);
    if (found.state() == DeliveryState.DELIVERED) {
      return check(dossier, found, act);
    }
    move(dossier, version, found, DeliveryState.DUE, HELD, act, "delivery-replay");
    wakeUps.send(List.of(dossier));
    return new Result.Released();
  }

  /**
   * Sends all of a dossier that is refused, parked, or in doubt until an operator decides, again;
   * all or nothing.
   *
   * @return how many deliveries are due again
   * @throws HubException LT-4096 when there is none
   */
  public int release(String dossier, Act act) {
    List<String> codes = List.of(dossier);
    Integer released =
        transactions.execute(
            _ -> {
              dispatch.dossiers().lock(codes);
              List<Moved> found = released(dossier, act);
              if (found.isEmpty()) {
                throw new HubException(HubError.REPLAY_FINDS_NOTHING);
              }
              dispatch.settle(codes, found.stream().map(Moved::change).toList());
              messageLog.appendAll(
                  found.stream()
                      .map(one -> entry(dossier, one.id(), act, "delivery-replay", "DUE"))
                      .toList());
              return found.size();
            });
    wakeUps.send(codes);
    return Objects.requireNonNull(released);
  }

  private record Moved(Change change, String id) {}

  private List<Moved> released(String dossier, Act act) {
    return jdbc.sql(RELEASE)
        .param("partner", NpspPartnerWire.PARTNER)
        .param("dossier", dossier)
        .param("reason", act.reason())
        .param("now", Timestamp.from(dispatch.now()))
        .query((row, n) -> new Moved(DeliveryTable.change(row, n), row.getString("id")))
        .list();
  }

  /**
   * Gives a delivery up for good; later ones of its dossier go on.
   *
   * @throws HubException LT-4074 when there is no such delivery, LT-4075 when its state forbids it
   */
  public void cancel(String dossier, long version, Act act) {
    Found found = find(dossier, version);
    List<String> from = List.of("DUE", "REFUSED", "PARKED", "IN_DOUBT");
    move(dossier, version, found, DeliveryState.CANCELLED, from, act, "delivery-cancel");
    wakeUps.send(List.of(dossier));
  }

  private void move(
      String dossier,
      long version,
      Found found,
      DeliveryState to,
      List<String> from,
      Act act,
      String service) {
    transactions.executeWithoutResult(
        _ -> {
          List<String> codes = List.of(dossier);
          dispatch.dossiers().lock(codes);
          Instant now = dispatch.now();
          List<Change> changes =
              jdbc.sql(MOVE)
                  .param("partner", NpspPartnerWire.PARTNER)
                  .param("dossier", dossier)
                  .param("version", version)
                  .param("state", to.name())
                  .param("reason", act.reason())
                  .param("from", from.toArray(String[]::new))
                  .param("now", Timestamp.from(now))
                  .query(DeliveryTable::change)
                  .list();
          if (changes.isEmpty()) {
            throw new HubException(HubError.DELIVERY_MOVE_REFUSED, version, found.state());
          }
          dispatch.settle(codes, changes);
          messageLog.append(entry(dossier, found.id(), act, service, to.name()));
        });
  }

  private Result check(String dossier, Found found, Act act) {
    transactions.executeWithoutResult(
        _ -> messageLog.append(entry(dossier, found.id(), act, "delivery-check", "DELIVERED")));
    if (!wire.rules().canBeAsked()) {
      return new Result.NotChecked("the partner has no look-up");
    }
    ReadOutcome<Boolean> answer =
        calls.ask(
            UuidCreator.getTimeOrderedEpoch().toString(),
            session -> wire.prepareLookup(session, new DossierCode(dossier)),
            wire::readLookup);
    return switch (answer) {
      case ReadOutcome.Value<Boolean> known -> new Result.Checked(known.value());
      case ReadOutcome.Failed<Boolean> failed ->
          new Result.NotChecked(failed.outcome().getClass().getSimpleName());
    };
  }

  private Found find(String dossier, long version) {
    return jdbc.sql(FIND)
        .param("partner", NpspPartnerWire.PARTNER)
        .param("dossier", dossier)
        .param("version", version)
        .query(
            (row, _) ->
                new Found(row.getString("id"), DeliveryState.valueOf(row.getString("state"))))
        .optional()
        .orElseThrow(() -> new HubException(HubError.DELIVERY_NOT_FOUND, dossier, version));
  }

  /** The entry of an act on one delivery. */
  static EntryDraft entry(
      String dossier, String delivery, Act act, String service, String outcome) {
    String id = UuidCreator.getTimeOrderedEpoch().toString();
    return new EntryDraft(
        EntryDraft.Kind.OPERATOR_ACT,
        EntryDraft.Direction.NONE,
        NpspPartnerWire.PARTNER,
        service,
        new EntryDraft.About(Optional.of(act.operator()), Optional.of(dossier), Optional.empty()),
        new EntryDraft.Call(id, delivery, id, Optional.empty()),
        Optional.of(
            new EntryDraft.Payload(
                act.reason().getBytes(StandardCharsets.UTF_8),
                "text/plain; charset=utf-8",
                List.of())),
        Optional.empty(),
        Optional.of(new EntryDraft.Outcome(outcome, Optional.empty(), Optional.empty())));
  }
}
