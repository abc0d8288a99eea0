package vn.lienthong.routes.procedures;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.schemas.procedure.Procedure;
import vn.lienthong.schemas.procedure.ProcedureCode;

/** The registry of procedures with its history. Owns table {@code procedures.version}. */
public final class ProcedureRegistry {
  private static final String FIND =
      "SELECT document FROM procedures.version WHERE code = :code AND valid_to IS NULL";
  private static final String FIND_AT =
      """
      (SELECT document FROM procedures.version
        WHERE code = :code AND valid_from <= :at ORDER BY version DESC LIMIT 1)
      UNION ALL
      (SELECT document FROM procedures.version WHERE code = :code ORDER BY version LIMIT 1)
      LIMIT 1
      """;
  private static final String HISTORY =
      """
      SELECT code, version, name, state, valid_from, valid_to, read_at FROM procedures.version
       WHERE code = :code ORDER BY version DESC LIMIT 1000
      """;
  private static final String IN_FORCE =
      "SELECT code, version, state, hash FROM procedures.version WHERE valid_to IS NULL";
  private static final String OF_THESE =
      " AND code IN (SELECT jsonb_array_elements_text(CAST(:codes AS jsonb)))";
  private static final String DOCUMENTS =
      """
      SELECT code, document FROM procedures.version
       WHERE valid_to IS NULL
         AND code IN (SELECT jsonb_array_elements_text(CAST(:codes AS jsonb)))
      """;
  private static final String END =
      """
      UPDATE procedures.version AS v SET valid_to = :at
        FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r (code text, version bigint)
       WHERE v.code = r.code AND v.valid_to IS NULL AND v.version = r.version - 1
      """;
  private static final String BEGIN =
      """
      INSERT INTO procedures.version
             (code, version, name, state, document, hash, read_at, valid_from, run_id)
      SELECT r.code, r.version, r.name, r.state, r.document, r.hash, r."readAt", :at,
             CAST(:run AS uuid)
        FROM jsonb_to_recordset(CAST(:rows AS jsonb))
          AS r (code text, version bigint, name text, state text, document jsonb, hash text,
                "readAt" timestamptz)
      """;

  private final JdbcClient jdbc;

  public ProcedureRegistry(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Whether citizens may apply. */
  public enum State {
    OPEN,
    CLOSED
  }

  /**
   * One version of a procedure, without its document.
   *
   * @param until empty while it is in force
   * @param readAt when the portal was read for it
   */
  public record Version(
      ProcedureCode code,
      long version,
      String name,
      State state,
      Instant since,
      Optional<Instant> until,
      Instant readAt) {}

  /** What is in force under a code. */
  record InForce(long version, State state, String hash) {}

  /** A version to come. {@code version} is one more than the one in force, or 1. */
  record Next(
      String code,
      long version,
      String name,
      State state,
      ProcedureDocument document,
      Instant read) {}

  /**
   * The newest version, or empty when the registry never had this code. A withdrawn procedure is
   * found too: running dossiers go on under it.
   */
  public Optional<Procedure> find(ProcedureCode code) {
    return jdbc.sql(FIND)
        .param("code", code.value())
        .query(String.class)
        .optional()
        .map(ProcedureDocument::procedure);
  }

  /**
   * The version that a dossier begun at this moment keeps: the one in force then, or the first one
   * when the registry did not have the code yet; empty when it never had it.
   */
  public Optional<Procedure> findAt(ProcedureCode code, Instant at) {
    return jdbc.sql(FIND_AT)
        .param("code", code.value())
        .param("at", Timestamp.from(at))
        .query(String.class)
        .optional()
        .map(ProcedureDocument::procedure);
  }

  /** All versions of a procedure, newest first. */
  List<Version> history(ProcedureCode code) {
    return jdbc.sql(HISTORY).param("code", code.value()).query((row, _) -> version(row)).list();
  }

  /** What is in force, by code. */
  Map<String, InForce> inForce() {
    return inForce(jdbc.sql(IN_FORCE));
  }

  /** What is in force under these codes. */
  Map<String, InForce> inForce(Collection<String> codes) {
    return inForce(jdbc.sql(IN_FORCE + OF_THESE).param("codes", ProcedureDocument.textOf(codes)));
  }

  private static Map<String, InForce> inForce(JdbcClient.StatementSpec sql) {
    Map<String, InForce> found = new HashMap<>();
    sql.query(
        (ResultSet row) -> {
          found.put(
              row.getString("code"),
              new InForce(
                  row.getLong("version"),
                  State.valueOf(row.getString("state")),
                  row.getString("hash")));
        });
    return found;
  }

  /** Documents in force under these codes. */
  Map<String, ProcedureDocument> documents(Collection<String> codes) {
    Map<String, ProcedureDocument> found = new HashMap<>();
    if (codes.isEmpty()) {
      return found;
    }
    jdbc.sql(DOCUMENTS)
        .param("codes", ProcedureDocument.textOf(codes))
        .query(
            (ResultSet row) -> {
              found.put(row.getString("code"), ProcedureDocument.parse(row.getString("document")));
            });
    return found;
  }

  /** Ends the versions in force and begins these, in the running transaction. */
  void begin(List<Next> versions, Instant at, Optional<UUID> run) {
    if (versions.isEmpty()) {
      return;
    }
    String rows = JsonRows.of(versions, ProcedureRegistry::row);
    jdbc.sql(END).param("rows", rows).param("at", Timestamp.from(at)).update();
    jdbc.sql(BEGIN)
        .param("rows", rows)
        .param("at", Timestamp.from(at))
        .param("run", run.map(UUID::toString).orElse(null))
        .update();
  }

  private static void row(Next next, JsonRows.Row row) {
    row.put("code", next.code())
        .put("version", next.version())
        .put("name", next.name())
        .put("state", next.state().name())
        .put("document", next.document().json())
        .put("hash", next.document().hash())
        .put("readAt", next.read());
  }

  private static Version version(ResultSet row) throws SQLException {
    return new Version(
        new ProcedureCode(row.getString("code")),
        row.getLong("version"),
        row.getString("name"),
        State.valueOf(row.getString("state")),
        row.getTimestamp("valid_from").toInstant(),
        Optional.ofNullable(row.getTimestamp("valid_to")).map(Timestamp::toInstant),
        row.getTimestamp("read_at").toInstant());
  }
}
