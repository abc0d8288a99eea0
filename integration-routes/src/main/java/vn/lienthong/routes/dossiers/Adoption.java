package vn.lienthong.routes.dossiers;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.routes.dossiers.DeliveryTable.Change;
import vn.lienthong.routes.messagelog.MessageLog;
import vn.lienthong.routes.partner.NpspCalls;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/**
 * Takes over what another system sent before the hub: of each dossier in shadow the partner is
 * asked, and what was captured of a known one in a span of time counts as sent (ADOPTED). What the
 * partner does not know stays in shadow and goes out when the hub goes live. Killed anywhere, it is
 * started again and goes on with what is left.
 */
public final class Adoption {
  private static final int AT_ONCE = 200;
  private static final String NEXT =
      """
      SELECT DISTINCT v.dossier AS code, d.known FROM dossiers.delivery AS v
        JOIN dossiers.dossier AS d
          ON d.month = v.month AND d.partner = v.partner AND d.code = v.dossier
       WHERE v.partner = :partner AND v.shadow AND v.state IN ('DUE', 'REFUSED')
         AND v.captured_at >= :from AND v.captured_at < :to AND v.dossier > :after
       ORDER BY v.dossier LIMIT :limit
      """;
  private static final String ADOPT =
      """
      UPDATE dossiers.delivery
         SET state = 'ADOPTED', told = false, changed_at = :now,
             error_code = NULL, error_field = NULL, error_text = NULL
       WHERE partner = :partner AND dossier = :code AND shadow AND state IN ('DUE', 'REFUSED')
         AND captured_at >= :from AND captured_at < :to
      RETURNING dossier, version, kind, state
      """;

  private final JdbcClient jdbc;
  private final String partner;
  private final Dispatch dispatch;
  private final NpspCalls calls;
  private final PartnerWire wire;
  private final MessageLog messageLog;
  private final TransactionTemplate transactions;

  Adoption(
      JdbcClient jdbc,
      String partner,
      Dispatch dispatch,
      NpspCalls calls,
      PartnerWire wire,
      MessageLog messageLog,
      TransactionTemplate transactions) {
    this.jdbc = jdbc;
    this.partner = partner;
    this.dispatch = dispatch;
    this.calls = calls;
    this.wire = wire;
    this.messageLog = messageLog;
    this.transactions = transactions;
  }

  /**
   * What came of it.
   *
   * @param unknown dossiers that the partner does not know: they stay in shadow
   */
  public record Adopted(long dossiers, long deliveries, long unknown) {}

  private record Candidate(String code, boolean known) {}

  /**
   * Adopts what was captured from one moment (inclusive) to another (exclusive).
   *
   * @throws HubException LT-2052 where the partner cannot be asked, LT-2053 when it does not answer
   */
  public Adopted adopt(Instant from, Instant to, Replay.Act act) {
    if (!wire.rules().canBeAsked()) {
      throw new HubException(HubError.ADOPTION_NEEDS_LOOKUP, partner);
    }
    transactions.executeWithoutResult(
        _ -> messageLog.append(Acts.entry("adopt", act, from + " - " + to)));
    long dossiers = 0;
    long deliveries = 0;
    long unknown = 0;
    String after = "";
    for (List<Candidate> some = next(from, to, after);
        !some.isEmpty();
        some = next(from, to, after)) {
      for (Candidate one : some) {
        if (one.known() || knows(one.code(), dossiers)) {
          deliveries += adopt(one.code(), from, to);
          dossiers++;
        } else {
          unknown++;
        }
      }
      after = some.getLast().code();
    }
    return new Adopted(dossiers, deliveries, unknown);
  }

  private boolean knows(String code, long adopted) {
    Optional<Boolean> answer = Asking.knows(calls, wire, code);
    return answer.orElseThrow(
        () -> new HubException(HubError.ADOPTION_UNANSWERED, partner, adopted));
  }

  private List<Candidate> next(Instant from, Instant to, String after) {
    return jdbc.sql(NEXT)
        .param("partner", partner)
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .param("after", after)
        .param("limit", AT_ONCE)
        .query((row, _) -> new Candidate(row.getString("code"), row.getBoolean("known")))
        .list();
  }

  private int adopt(String code, Instant from, Instant to) {
    List<String> codes = List.of(code);
    Integer adopted =
        transactions.execute(
            _ -> {
              dispatch.dossiers().lock(codes);
              dispatch.dossiers().know(codes);
              List<Change> changes =
                  jdbc.sql(ADOPT)
                      .param("partner", partner)
                      .param("code", code)
                      .param("from", Timestamp.from(from))
                      .param("to", Timestamp.from(to))
                      .param("now", Timestamp.from(dispatch.now()))
                      .query(DeliveryTable::change)
                      .list();
              dispatch.settle(codes, changes);
              return changes.size();
            });
    return adopted == null ? 0 : adopted;
  }
}
