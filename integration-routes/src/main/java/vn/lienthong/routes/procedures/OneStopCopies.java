package vn.lienthong.routes.procedures;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.connectors.onestop.OneStop;
import vn.lienthong.connectors.onestop.ProcedureCopy;
import vn.lienthong.schemas.procedure.ProcedureCode;

/**
 * Puts the registry into the one-stop system, and remembers which version it was given. Owns table
 * {@code procedures.onestop_copy}.
 */
final class OneStopCopies {
  private static final int BATCH = 500;
  private static final String DUE =
      """
      SELECT v.code, v.version, v.state, CAST(v.document AS text) AS document
        FROM procedures.version AS v
        LEFT JOIN procedures.onestop_copy AS c ON c.code = v.code
       WHERE v.valid_to IS NULL AND c.version IS DISTINCT FROM v.version
       ORDER BY v.code LIMIT :limit
      """;
  private static final String GIVEN =
      """
      INSERT INTO procedures.onestop_copy AS c (code, version, put_at)
      SELECT r.code, r.version, :at
        FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r (code text, version bigint)
      ON CONFLICT (code) DO UPDATE SET version = EXCLUDED.version, put_at = EXCLUDED.put_at
      """;
  private static final String FORGET =
      """
      DELETE FROM procedures.onestop_copy
       WHERE code IN (SELECT jsonb_array_elements_text(CAST(:codes AS jsonb)))
      """;

  private final JdbcClient jdbc;
  private final OneStop oneStop;
  private final ProcedureRegistry registry;
  private final Clock clock;

  OneStopCopies(JdbcClient jdbc, OneStop oneStop, ProcedureRegistry registry, Clock clock) {
    this.jdbc = jdbc;
    this.oneStop = oneStop;
    this.registry = registry;
    this.clock = clock;
  }

  /** A copy that the one-stop system holds. */
  record Held(long version, ProcedureRegistry.State state, String hash) {}

  /**
   * Gives every version that the one-stop system does not have yet. Goes on until nothing is due: a
   * version that began meanwhile may have been given already and then covered by an older one.
   */
  int handOver() {
    int given = 0;
    List<ProcedureCopy> due = due();
    while (!due.isEmpty()) {
      oneStop.putProcedures(due);
      String rows =
          JsonRows.of(
              due,
              (copy, row) -> row.put("code", copy.code().value()).put("version", copy.version()));
      jdbc.sql(GIVEN).param("rows", rows).param("at", Timestamp.from(clock.instant())).update();
      given += due.size();
      due = due();
    }
    return given;
  }

  /** Looks what is really there, and forgets every copy that is missing or differs. */
  void distrust() {
    Map<String, Held> held = held();
    List<String> wrong =
        registry.inForce().entrySet().stream()
            .filter(entry -> !isSame(entry.getValue(), held.get(entry.getKey())))
            .map(Map.Entry::getKey)
            .toList();
    if (!wrong.isEmpty()) {
      jdbc.sql(FORGET).param("codes", ProcedureDocument.textOf(wrong)).update();
    }
  }

  /** What the one-stop system holds now, by code. */
  Map<String, Held> held() {
    Map<String, Held> held = new HashMap<>();
    for (ProcedureCopy copy : oneStop.procedures()) {
      held.put(
          copy.code().value(),
          new Held(
              copy.version(),
              switch (copy.state()) {
                case OPEN -> ProcedureRegistry.State.OPEN;
                case CLOSED -> ProcedureRegistry.State.CLOSED;
              },
              ProcedureDocument.parse(copy.document()).hash()));
    }
    return held;
  }

  private static boolean isSame(ProcedureRegistry.InForce here, @Nullable Held there) {
    return there != null
        && there.version() == here.version()
        && there.state() == here.state()
        && there.hash().equals(here.hash());
  }

  private List<ProcedureCopy> due() {
    return jdbc.sql(DUE).param("limit", BATCH).query((row, _) -> copy(row)).list();
  }

  private static ProcedureCopy copy(ResultSet row) throws SQLException {
    return new ProcedureCopy(
        new ProcedureCode(row.getString("code")),
        row.getLong("version"),
        ProcedureCopy.State.valueOf(row.getString("state")),
        row.getString("document"));
  }
}
