package vn.lienthong.routes.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * A real PostgreSQL for tests: one server per JVM, a fresh database with all migrations per call.
 */
public final class TestDatabase {
  private TestDatabase() {}

  private static final class Server {
    static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("max_connections", "200")
            .start();
      } catch (IOException e) {
        throw new IllegalStateException("embedded PostgreSQL did not start", e);
      }
    }
  }

  /**
   * Databases that may still be in use; a hundred of them take a minute to be removed at the end.
   */
  private static final int KEPT = 30;

  private static final String TEMPLATE = "migrated";
  private static final Queue<String> MADE = new ArrayDeque<>();

  /** A new, migrated database. */
  public static synchronized DataSource fresh() {
    String name = "t" + UUID.randomUUID().toString().replace("-", "");
    if (MADE.isEmpty()) {
      migrateTemplate();
    }
    execute("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
    MADE.add(name);
    if (MADE.size() > KEPT) {
      execute("DROP DATABASE " + MADE.remove() + " WITH (FORCE)");
    }
    return Server.POSTGRES.getDatabase("postgres", name);
  }

  /** Another database with what this one holds now; nobody may be connected to it. */
  public static synchronized DataSource copyOf(DataSource database) {
    String name = "t" + UUID.randomUUID().toString().replace("-", "");
    execute("CREATE DATABASE " + name + " TEMPLATE " + nameOf(database));
    MADE.add(name);
    return Server.POSTGRES.getDatabase("postgres", name);
  }

  private static String nameOf(DataSource database) {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT current_database()")) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException("test database", e);
    }
  }

  /** A new database with nothing in it. */
  public static synchronized DataSource empty() {
    String name = "t" + UUID.randomUUID().toString().replace("-", "");
    execute("CREATE DATABASE " + name);
    return Server.POSTGRES.getDatabase("postgres", name);
  }

  private static void migrateTemplate() {
    execute("CREATE DATABASE " + TEMPLATE);
    Flyway.configure()
        .dataSource(Server.POSTGRES.getDatabase("postgres", TEMPLATE))
        .locations("classpath:db/migration")
        .load()
        .migrate();
  }

  private static void execute(String sql) {
    try (var connection = Server.POSTGRES.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("test database: " + sql, e);
    }
  }
}
