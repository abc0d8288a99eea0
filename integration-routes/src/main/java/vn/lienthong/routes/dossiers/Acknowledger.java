package vn.lienthong.routes.dossiers;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.connectors.onestop.Acknowledgement;
import vn.lienthong.connectors.onestop.OneStop;
import vn.lienthong.schemas.error.HubException;

/** Tells the one-stop system of outcomes, at least once; a state that changed is told again. */
final class Acknowledger {
  private static final Logger LOG = LoggerFactory.getLogger(Acknowledger.class);
  private static final int AT_ONCE = 500;
  private static final String UNTOLD =
      """
      SELECT month, partner, dossier, version, kind, state, error_code, error_field, error_text,
             changed_at
        FROM dossiers.delivery WHERE NOT told ORDER BY changed_at LIMIT :limit
      """;
  private static final String TOLD =
      """
      UPDATE dossiers.delivery AS v SET told = true
        FROM unnest(CAST(:months AS date[]), CAST(:partners AS text[]), CAST(:codes AS text[]),
                    CAST(:versions AS bigint[]), CAST(:states AS text[]))
             AS n(month, partner, dossier, version, state)
       WHERE v.month = n.month AND v.partner = n.partner AND v.dossier = n.dossier
         AND v.version = n.version AND v.state = n.state
      """;

  private final JdbcClient jdbc;
  private final OneStop oneStop;
  private final PathProbe probe;

  Acknowledger(JdbcClient jdbc, OneStop oneStop, PathProbe probe) {
    this.jdbc = jdbc;
    this.oneStop = oneStop;
    this.probe = probe;
  }

  private record Untold(LocalDate month, DeliveryState state, Acknowledgement word) {}

  private static Acknowledgement.State word(DeliveryState state) {
    return state == DeliveryState.FOREIGN
        ? Acknowledgement.State.REFUSED
        : Acknowledgement.State.valueOf(state.name());
  }

  /** Tells everything that is untold; what cannot be told now is told next time. */
  public int tellAll() {
    int told = 0;
    int some = AT_ONCE;
    while (some == AT_ONCE) {
      some = tellSome();
      told += some;
    }
    return told;
  }

  private int tellSome() {
    List<Untold> untold = untold();
    if (untold.isEmpty()) {
      return 0;
    }
    probe.at(PathPoint.BEFORE_ACKNOWLEDGE);
    try {
      oneStop.acknowledge(untold.stream().map(Untold::word).toList());
    } catch (HubException e) {
      LOG.atWarn()
          .addKeyValue("error", e.error().code())
          .addKeyValue("untold", untold.size())
          .log("one-stop system not told");
      return 0;
    }
    probe.at(PathPoint.AFTER_ACKNOWLEDGE);
    markTold(untold);
    probe.at(PathPoint.AFTER_ACKNOWLEDGE_COMMIT);
    return untold.size();
  }

  private List<Untold> untold() {
    return jdbc.sql(UNTOLD)
        .param("limit", AT_ONCE)
        .query(
            (row, _) ->
                new Untold(
                    row.getObject("month", LocalDate.class),
                    DeliveryState.valueOf(row.getString("state")),
                    new Acknowledgement(
                        row.getString("partner"),
                        row.getString("dossier"),
                        row.getString("kind").equals("STEP") ? "step" : "dossier",
                        row.getLong("version"),
                        word(DeliveryState.valueOf(row.getString("state"))),
                        Optional.ofNullable(row.getString("error_code")),
                        Optional.ofNullable(row.getString("error_field")),
                        Optional.ofNullable(row.getString("error_text")),
                        row.getTimestamp("changed_at").toInstant())))
        .list();
  }

  private void markTold(List<Untold> told) {
    jdbc.sql(TOLD)
        .param("months", told.stream().map(u -> u.month().toString()).toArray(String[]::new))
        .param("partners", told.stream().map(u -> u.word().partner()).toArray(String[]::new))
        .param("codes", told.stream().map(u -> u.word().code()).toArray(String[]::new))
        .param("versions", told.stream().map(u -> u.word().version()).toArray(Long[]::new))
        .param("states", told.stream().map(u -> u.state().name()).toArray(String[]::new))
        .update();
  }
}
