package vn.lienthong.routes.dossiers;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.routes.dossiers.DeliveryTable.Change;
import vn.lienthong.routes.messagelog.MessageLog;
import vn.lienthong.schemas.dossier.OwnerSystem;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/**
 * Gives a dossier another owner, as an operator's act. What was captured before belongs to who
 * owned it then: handed away, what is not sent never is; taken over, only what comes after is.
 */
public final class HandOver {
  private static final String UNSETTLED =
      """
      SELECT count(*) FROM dossiers.dossier AS d
        JOIN dossiers.delivery AS v
          ON v.month = d.month AND v.partner = d.partner AND v.dossier = d.code
       WHERE d.partner = :partner AND d.code = :code
         AND (v.state IN ('IN_FLIGHT', 'IN_DOUBT')
              OR (v.state = 'DUE' AND v.sent_item IS NOT NULL))
      """;

  private final JdbcClient jdbc;
  private final String partner;
  private final Dispatch dispatch;
  private final MessageLog messageLog;
  private final TransactionTemplate transactions;

  HandOver(
      JdbcClient jdbc,
      String partner,
      Dispatch dispatch,
      MessageLog messageLog,
      TransactionTemplate transactions) {
    this.jdbc = jdbc;
    this.partner = partner;
    this.dispatch = dispatch;
    this.messageLog = messageLog;
    this.transactions = transactions;
  }

  /**
   * What came of it.
   *
   * @param neverSent deliveries that were captured, not sent yet, and never will be
   */
  public record Done(OwnerSystem from, OwnerSystem to, long neverSent) {}

  /**
   * Hands the dossier over.
   *
   * @throws HubException LT-3092 when no owner is known, LT-3093 while a delivery may just take
   *     effect
   */
  public Done handOver(String dossier, OwnerSystem to, Replay.Act act) {
    return Optional.ofNullable(transactions.execute(_ -> inTransaction(dossier, to, act)))
        .orElseThrow();
  }

  private Done inTransaction(String dossier, OwnerSystem to, Replay.Act act) {
    List<String> codes = List.of(dossier);
    OwnerSystem from =
        Optional.ofNullable(dispatch.dossiers().lock(codes).get(dossier))
            .orElseThrow(() -> new HubException(HubError.OWNER_NOT_KNOWN, dossier));
    long unsettled =
        jdbc.sql(UNSETTLED)
            .param("partner", partner)
            .param("code", dossier)
            .query(Long.class)
            .single();
    if (unsettled > 0) {
      throw new HubException(HubError.HAND_OVER_TOO_EARLY, dossier, unsettled);
    }
    dispatch.dossiers().own(Map.of(dossier, to));
    List<Change> changes =
        to.equals(OwnerSystem.ONE_STOP)
            ? List.of()
            : dispatch
                .deliveries()
                .letGo(Map.of(dossier, PageOwners.ownedByAnother(to)), dispatch.now());
    dispatch.settle(codes, changes);
    messageLog.append(
        Replay.entry(
            dossier,
            UuidCreator.getTimeOrderedEpoch().toString(),
            new Replay.Act(act.operator(), act.reason() + "\n\n" + from + " -> " + to),
            "dossier-hand-over",
            to.kind().name()));
    return new Done(from, to, changes.size());
  }
}
