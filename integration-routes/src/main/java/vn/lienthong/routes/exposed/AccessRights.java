package vn.lienthong.routes.exposed;

import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.routes.dossiers.DossierStanding;

/** What each client may use and see; nothing unless granted. Owns table access_grant. */
final class AccessRights {
  private static final String GRANT =
      """
      INSERT INTO exposed.access_grant (client_id, service, agency_prefix, procedure_code, granted_at)
      VALUES (:client, :service, :agency, :procedure, :now)
      ON CONFLICT DO NOTHING
      """;
  private static final String WITHDRAW =
      """
      DELETE FROM exposed.access_grant
       WHERE client_id = :client AND service = :service AND agency_prefix = :agency
         AND procedure_code = :procedure
      """;
  private static final String MAY_USE =
      """
      SELECT EXISTS (SELECT 1 FROM exposed.access_grant
                      WHERE client_id = :client AND service = :service)
      """;
  private static final String MAY_SEE =
      """
      SELECT EXISTS (SELECT 1 FROM exposed.access_grant
                      WHERE client_id = :client AND service = :service
                        AND procedure_code IN ('*', :procedure)
                        AND (agency_prefix IN ('*', :agency)
                             OR starts_with(:agency, agency_prefix || '.')))
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  AccessRights(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** True when the client has any grant for the service. */
  boolean mayUse(Client client, String service) {
    return jdbc.sql(MAY_USE)
        .param("client", client.id())
        .param("service", service)
        .query(Boolean.class)
        .single();
  }

  /** True when a grant covers the dossier's agency and procedure. */
  boolean maySee(Client client, String service, DossierStanding dossier) {
    return jdbc.sql(MAY_SEE)
        .param("client", client.id())
        .param("service", service)
        .param("procedure", dossier.procedure().value())
        .param("agency", dossier.agencyCode())
        .query(Boolean.class)
        .single();
  }

  void grant(Client client, RegisterClient.Scope scope) {
    bound(GRANT, client, scope).param("now", Timestamp.from(clock.instant())).update();
  }

  void withdraw(Client client, RegisterClient.Scope scope) {
    bound(WITHDRAW, client, scope).update();
  }

  private JdbcClient.StatementSpec bound(String sql, Client client, RegisterClient.Scope scope) {
    return jdbc.sql(sql)
        .param("client", client.id())
        .param("service", scope.service())
        .param("agency", scope.agencyPrefix())
        .param("procedure", scope.procedure());
  }
}
