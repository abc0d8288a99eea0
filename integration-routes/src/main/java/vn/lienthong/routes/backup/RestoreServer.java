package vn.lienthong.routes.backup;

import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.routes.store.DataProperties;
import vn.lienthong.routes.store.DatabaseProperties;
import vn.lienthong.routes.store.DurabilityCheck;
import vn.lienthong.routes.store.EmbeddedDatabase;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/**
 * The server on which a database is restored: beside the hub's own, which it takes the place of in
 * one step at the end. Nothing that is killed before that changes anything; what was replaced is
 * kept until the next restore.
 */
final class RestoreServer implements AutoCloseable {
  private static final String APPLICATION = "lien-thong";
  private static final String WORKING =
      """
      SELECT count(*) FROM pg_stat_activity
       WHERE datname = :name AND application_name = :application
      """;
  private static final String EXISTS =
      "SELECT EXISTS (SELECT FROM pg_database WHERE datname = :name)";

  private final Optional<EmbeddedDatabase> embedded;
  private final PGSimpleDataSource hub;
  private final JdbcClient maintenance;
  private final String name;

  private RestoreServer(Optional<EmbeddedDatabase> embedded, PGSimpleDataSource hub) {
    this.embedded = embedded;
    this.hub = hub;
    this.name = String.valueOf(hub.getDatabaseName());
    this.maintenance = JdbcClient.create(database("postgres"));
  }

  /**
   * Finds the server, and no hub at work on it.
   *
   * @throws HubException LT-9001 or LT-9044 while a hub runs
   */
  static RestoreServer open(DataProperties data, DatabaseProperties settings) {
    if (settings.url().isEmpty()) {
      EmbeddedDatabase server = EmbeddedDatabase.startForRestore(data.dataDir());
      return new RestoreServer(Optional.of(server), server.dataSource(EmbeddedDatabase.USER))
          .checked();
    }
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(settings.url());
    source.setUser(settings.user());
    source.setPassword(settings.password());
    RestoreServer server = new RestoreServer(Optional.empty(), source);
    return server.checked();
  }

  private RestoreServer checked() {
    try {
      DurabilityCheck.demand(database("postgres"), hub.getURL());
      demandNoHub();
      return this;
    } catch (HubException e) {
      embedded.ifPresent(EmbeddedDatabase::close);
      throw e;
    }
  }

  private void demandNoHub() {
    long working =
        maintenance
            .sql(WORKING)
            .param("name", name)
            .param("application", APPLICATION)
            .query(Long.class)
            .single();
    if (working > 0) {
      throw new HubException(HubError.RESTORE_BESIDE_RUNNING_HUB, name);
    }
  }

  /** A fresh, empty database, in place of one that a killed restore left. */
  PGSimpleDataSource stagingDatabase() {
    try {
      drop(staging());
      maintenance.sql("CREATE DATABASE " + quoted(staging())).update();
      return database(staging());
    } catch (DataAccessException e) {
      throw refused(e);
    }
  }

  /** Puts the staging database in the hub's place. */
  void swap() {
    try {
      demandNoHub();
      drop(name + "_replaced");
      PGSimpleDataSource server = database("postgres");
      JdbcClient both = JdbcClient.create(server);
      new TransactionTemplate(new DataSourceTransactionManager(server))
          .executeWithoutResult(
              _ -> {
                if (exists(name)) {
                  both.sql(rename(name, name + "_replaced")).update();
                }
                both.sql(rename(staging(), name)).update();
              });
    } catch (DataAccessException e) {
      throw refused(e);
    }
  }

  private void drop(String database) {
    maintenance.sql("DROP DATABASE IF EXISTS " + quoted(database)).update();
  }

  private static String rename(String from, String to) {
    return "ALTER DATABASE " + quoted(from) + " RENAME TO " + quoted(to);
  }

  private boolean exists(String database) {
    return maintenance.sql(EXISTS).param("name", database).query(Boolean.class).single();
  }

  private String staging() {
    return name + "_restoring";
  }

  private PGSimpleDataSource database(String other) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(hub.getURL());
    source.setDatabaseName(other);
    source.setUser(hub.getUser());
    source.setPassword(hub.getPassword());
    return source;
  }

  private static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  private HubException refused(DataAccessException e) {
    return new HubException(
        e,
        HubError.RESTORE_REFUSED_BY_SERVER,
        name,
        String.valueOf(e.getMostSpecificCause().getMessage()));
  }

  /** Removes what was loaded and not put in place, and stops an embedded server. */
  @Override
  public void close() {
    try {
      drop(staging());
    } finally {
      embedded.ifPresent(EmbeddedDatabase::close);
    }
  }
}
