package vn.lienthong.routes.nodes;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * A node's place among those on one database: an advisory lock of one database session, shared with
 * others or alone. A killed process loses it at once, a stopped one or a lost machine after 20 s.
 * Needs a direct connection or one pooled by session.
 */
final class Place implements AutoCloseable {
  private static final int SPACE = 0x6e6f6465; // "node"
  private static final int JOINED = 0;
  private static final int SETTLED = 1;
  private static final String SHARED = "SELECT pg_try_advisory_lock_shared(?, ?)";
  private static final String ALONE = "SELECT pg_try_advisory_lock(?, ?)";
  private static final String OTHERS =
      """
      SELECT a.application_name
        FROM pg_locks AS l
        JOIN pg_stat_activity AS a ON a.pid = l.pid
       WHERE l.locktype = 'advisory' AND l.classid = ? AND l.objid = ? AND l.objsubid = 2
         AND l.granted AND l.pid <> pg_backend_pid()
         AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
       ORDER BY 1
      """;

  private final Connection connection;

  private Place(Connection connection) {
    this.connection = connection;
  }

  /** The place, or empty while a node that has to be alone lives, or while any does. */
  static Optional<Place> tryTake(DataSource database, String node, boolean alone)
      throws SQLException {
    Connection connection = database.getConnection();
    boolean taken = false;
    try {
      connection.setAutoCommit(true);
      taken = ask(connection, alone ? ALONE : SHARED, JOINED);
      if (!taken) {
        return Optional.empty();
      }
      begin(connection, node);
      return Optional.of(new Place(connection));
    } finally {
      if (!taken) {
        connection.close();
      }
    }
  }

  /** Names of the nodes that live beside whoever asks. */
  static List<String> others(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return others(connection, JOINED);
    }
  }

  List<String> others() throws SQLException {
    return others(connection, JOINED);
  }

  /** Names of the others that have compared what all nodes share. */
  List<String> othersSettled() throws SQLException {
    return others(connection, SETTLED);
  }

  /** Notes that this node has compared what all nodes share. */
  void settle() throws SQLException {
    ask(connection, SHARED, SETTLED);
  }

  /** True while the session that holds it lives. */
  boolean isHeld() {
    try {
      return connection.isValid(5);
    } catch (SQLException _) {
      return false;
    }
  }

  /** The server gives up a session that says nothing for four heartbeats. */
  private static void begin(Connection connection, String node) throws SQLException {
    try (PreparedStatement name =
            connection.prepareStatement("SELECT set_config('application_name', ?, false)");
        var statement = connection.createStatement()) {
      name.setString(1, node);
      name.execute();
      statement.execute(
          "SET idle_session_timeout = '20s'; SET tcp_keepalives_idle = 5;"
              + " SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3");
    }
  }

  private static List<String> others(Connection connection, int what) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(OTHERS)) {
      statement.setInt(1, SPACE);
      statement.setInt(2, what);
      List<String> names = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          names.add(rows.getString(1));
        }
      }
      return names;
    }
  }

  private static boolean ask(Connection connection, String sql, int what) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, SPACE);
      statement.setInt(2, what);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  @Override
  public void close() {
    try (connection;
        var statement = connection.createStatement()) {
      statement.execute(
          "SELECT pg_advisory_unlock_all(); RESET idle_session_timeout; RESET application_name");
    } catch (SQLException _) {
      // The session is gone and the place with it.
      return;
    }
  }
}
