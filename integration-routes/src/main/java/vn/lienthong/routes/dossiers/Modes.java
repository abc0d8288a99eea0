package vn.lienthong.routes.dossiers;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.routes.messagelog.MessageLog;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/**
 * Owns table {@code dossiers.mode}: who sends, by partner and agency, changed while the hub runs.
 * What is captured belongs to who is live at that moment: a change of mode moves nothing that was
 * captured before, but for what is left in shadow when the hub goes live.
 */
public final class Modes {
  private static final String LOCK = "hashtextextended('dossiers.mode', 0)";
  private static final String LIST =
      """
      SELECT partner, agency, mode, since, operator, reason FROM dossiers.mode
       ORDER BY partner, agency LIMIT 1000
      """;
  private static final String SET =
      """
      INSERT INTO dossiers.mode (partner, agency, mode, since, operator, reason)
      VALUES (:partner, :agency, :mode, :now, :operator, :reason)
      ON CONFLICT (partner, agency) DO UPDATE
         SET mode = excluded.mode, since = excluded.since, operator = excluded.operator,
             reason = excluded.reason
      """;
  private static final String HELD =
      """
      SELECT count(*) FROM dossiers.delivery AS v
        JOIN dossiers.dossier AS d
          ON d.month = v.month AND d.partner = v.partner AND d.code = v.dossier
       WHERE v.partner = :partner AND v.shadow AND v.state IN ('DUE', 'REFUSED')
         AND dossiers.mode_of(d.partner, d.agency_code) = 'LIVE'
      """;

  private final JdbcClient jdbc;
  private final MessageLog messageLog;
  private final TransactionTemplate transactions;
  private final Clock clock;

  Modes(JdbcClient jdbc, MessageLog messageLog, TransactionTemplate transactions, Clock clock) {
    this.jdbc = jdbc;
    this.messageLog = messageLog;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** A rule; {@code agency} is * for all that have none of their own. */
  public record Rule(
      String partner, String agency, Mode mode, Instant since, String operator, String reason) {}

  /** All rules; where none fits the hub is live. */
  public List<Rule> list() {
    return jdbc.sql(LIST)
        .query(
            (row, _) ->
                new Rule(
                    row.getString("partner"),
                    row.getString("agency"),
                    Mode.valueOf(row.getString("mode")),
                    row.getTimestamp("since").toInstant(),
                    row.getString("operator"),
                    row.getString("reason")))
        .list();
  }

  /**
   * Sets the mode of an agency and those below it, as an operator's act.
   *
   * @param agency code such as H38.101, or * for all that have no rule of their own
   * @param sendHeld true where what is left in shadow shall be sent when the hub goes live
   * @return deliveries left in shadow that the hub sends now
   * @throws HubException LT-2050 for a wrong agency, LT-2051 when deliveries are left in shadow
   */
  public long set(String agency, Mode mode, boolean sendHeld, Replay.Act act) {
    if (!agency.matches("\\*|[0-9A-Z]+(\\.[0-9A-Z]+)*")) {
      throw new HubException(HubError.MODE_AGENCY_WRONG, agency);
    }
    Long held =
        transactions.execute(
            _ -> {
              jdbc.sql("SELECT 1 FROM pg_advisory_xact_lock(" + LOCK + ")")
                  .query(Integer.class)
                  .single();
              jdbc.sql(SET)
                  .param("partner", NpspPartnerWire.PARTNER)
                  .param("agency", agency)
                  .param("mode", mode.name())
                  .param("now", Timestamp.from(clock.instant()))
                  .param("operator", act.operator())
                  .param("reason", act.reason())
                  .update();
              long left = held();
              if (left > 0 && !sendHeld) {
                throw new HubException(HubError.SHADOW_NOT_ADOPTED, left);
              }
              messageLog.append(
                  Acts.entry("mode-set", act, agency + " " + mode + ", " + left + " released"));
              return left;
            });
    return held == null ? 0 : held;
  }

  /** Deliveries in shadow of agencies whose mode is live. */
  private long held() {
    return jdbc.sql(HELD).param("partner", NpspPartnerWire.PARTNER).query(Long.class).single();
  }

  /** No mode changes until the running transaction ends: it may be read more than once. */
  void keepForThisTransaction() {
    jdbc.sql("SELECT 1 FROM pg_advisory_xact_lock_shared(" + LOCK + ")")
        .query(Integer.class)
        .single();
  }

  /** When a mode was set last. */
  Instant newest() {
    return list().stream().map(Rule::since).max(Instant::compareTo).orElse(Instant.EPOCH);
  }
}
