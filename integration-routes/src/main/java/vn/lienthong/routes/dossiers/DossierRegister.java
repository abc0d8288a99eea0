package vn.lienthong.routes.dossiers;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.schemas.dossier.DossierCode;
import vn.lienthong.schemas.dossier.DossierStatus;
import vn.lienthong.schemas.procedure.ProcedureCode;

/** The dossiers whose owner's feed the hub reads: of others it would tell what is not so. */
public final class DossierRegister {
  private static final String FIND =
      """
      SELECT code, procedure_code, agency_code, agency_name, local_status, received_at, due_at,
             finished_at, snapshot_version, captured_at
        FROM dossiers.dossier
       WHERE code = :code AND snapshot_version > 0 AND dossiers.is_ours(owner_kind)
       ORDER BY snapshot_version DESC LIMIT 1
      """;

  private final JdbcClient jdbc;

  public DossierRegister(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Where the dossier stands, or empty when the hub never captured it from its owner. */
  public Optional<DossierStanding> find(DossierCode code) {
    return jdbc.sql(FIND).param("code", code.value()).query(DossierRegister::standing).optional();
  }

  private static DossierStanding standing(ResultSet row, int rowNumber) throws SQLException {
    return new DossierStanding(
        new DossierCode(row.getString("code")),
        new ProcedureCode(row.getString("procedure_code")),
        row.getString("agency_code"),
        row.getString("agency_name"),
        DossierStatus.ofNationalCode(row.getInt("local_status")),
        instant(row, "received_at"),
        instant(row, "due_at"),
        instant(row, "finished_at"),
        row.getLong("snapshot_version"),
        row.getTimestamp("captured_at").toInstant());
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
  }
}
