package vn.lienthong.routes.dossiers;

import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.schemas.error.HubError;

/**
 * Owns table {@code dossiers.restore}: whether the database was restored, and whether the change
 * feed was read to its end since. A restore happens while no hub runs, so that what was read once
 * stands.
 */
public final class RestoreTable {
  private static final String DOUBT =
      """
      UPDATE dossiers.delivery
         SET state = 'IN_DOUBT', doubt = 'RESTORED', lease_owner = NULL, lease_until = NULL,
             attempts = 0, deferrals = 0, batch_limit = NULL, sent_item = NULL, next_at = :now,
             changed_at = :now, told = true,
             error_code = CASE WHEN document = '{}' THEN error_code ELSE :error END,
             error_field = CASE WHEN document = '{}' THEN error_field END,
             error_text = CASE WHEN document = '{}' THEN error_text END
       WHERE state IN ('DUE', 'IN_FLIGHT', 'REFUSED', 'PARKED', 'IN_DOUBT') AND NOT shadow
      """;
  private static final String HEADS =
      """
      UPDATE dossiers.dossier AS d
         SET head_state = 'IN_DOUBT', head_at = :now, head_limit = NULL
        FROM dossiers.delivery AS v
       WHERE v.month = d.month AND v.partner = d.partner AND v.dossier = d.code
         AND v.version = d.head_version AND v.state = 'IN_DOUBT'
      """;
  private static final String BEGIN =
      "INSERT INTO dossiers.restore (restored_at, backed_up_at) VALUES (:now, :backedUpAt)";
  private static final String CATCHING_UP =
      "SELECT EXISTS (SELECT FROM dossiers.restore WHERE caught_up_at IS NULL)";
  private static final String CAUGHT_UP =
      """
      UPDATE dossiers.restore SET caught_up_at = greatest(restored_at, CAST(:now AS timestamptz))
       WHERE caught_up_at IS NULL
      """;

  private final JdbcClient jdbc;
  private volatile boolean caughtUp;

  public RestoreTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Puts every delivery that is not final in doubt. Called while the triggers rest: a restore is no
   * move of a running hub. The one-stop system is not told: its last word may be that it is
   * delivered.
   *
   * @return deliveries in doubt
   */
  public int putAllInDoubt(Instant backedUpAt, Instant now) {
    jdbc.sql(BEGIN)
        .param("now", Timestamp.from(now))
        .param("backedUpAt", Timestamp.from(backedUpAt))
        .update();
    int doubts =
        jdbc.sql(DOUBT)
            .param("now", Timestamp.from(now))
            .param("error", HubError.DELIVERY_IN_DOUBT.code())
            .update();
    jdbc.sql(HEADS).param("now", Timestamp.from(now)).update();
    new DeliveryTally(jdbc).recount();
    return doubts;
  }

  /** True from a restore until the change feed was read to its end. */
  public boolean catchingUp() {
    if (!caughtUp) {
      caughtUp = !jdbc.sql(CATCHING_UP).query(Boolean.class).single();
    }
    return !caughtUp;
  }

  /** The change feed was read to its end. */
  void noteEnd(Instant now) {
    if (catchingUp()) {
      jdbc.sql(CAUGHT_UP).param("now", Timestamp.from(now)).update();
      caughtUp = true;
    }
  }
}
