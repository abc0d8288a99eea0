package vn.lienthong.connectors.onestop;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** Real PostgreSQL: one server per JVM, a fresh database with the feed's tables per call. */
public final class OneStopTestDatabase {
  private OneStopTestDatabase() {}

  private static final class Server {
    static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().setServerConfig("max_connections", "100").start();
      } catch (IOException e) {
        throw new IllegalStateException("embedded PostgreSQL did not start", e);
      }
    }
  }

  /** A new database with the contract's tables. */
  public static DataSource fresh() {
    String name = "t" + UUID.randomUUID().toString().replace("-", "");
    execute(Server.POSTGRES.getPostgresDatabase(), "CREATE DATABASE " + name);
    DataSource dataSource = Server.POSTGRES.getDatabase("postgres", name);
    execute(dataSource, OnestopSql.feedDdl());
    return dataSource;
  }

  /** The same database for another account. */
  public static DataSource as(String user, DataSource owner) {
    try (Connection connection = owner.getConnection()) {
      return Server.POSTGRES.getDatabase(user, connection.getCatalog());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs SQL in a transaction of its own. */
  public static void execute(DataSource dataSource, String sql) {
    try (var connection = dataSource.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** A connection on which the test commits by itself. */
  public static Connection open(DataSource dataSource) {
    try {
      Connection connection = dataSource.getConnection();
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes a row of the feed ; the caller commits. */
  public static void write(Connection connection, String code, long version) {
    try (var insert =
        connection.prepareStatement(
            "INSERT INTO lien_thong.change_feed (kind, code, version, document)"
                + " VALUES ('step', ?, ?, '{}')")) {
      insert.setString(1, code);
      insert.setLong(2, version);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
