package vn.lienthong.routes.jobs;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The right to run a job, over all nodes: an advisory lock of one database session. A killed
 * process loses it at once; a lost machine or a stopped process loses it after about 20 s, when the
 * server gives up a connection that is silent. Needs a direct connection or one pooled by session.
 */
final class JobLock implements AutoCloseable {
  private static final int SPACE = 0x6a6f6273; // "jobs"

  private final Connection connection;
  private final String job;

  private JobLock(Connection connection, String job) {
    this.connection = connection;
    this.job = job;
  }

  /**
   * The lock, or empty when another run of the job has it.
   *
   * @param silence how long the server keeps it for a holder that does not ask {@link #isHeld}
   */
  static Optional<JobLock> tryTake(DataSource dataSource, String job, Duration silence)
      throws SQLException {
    Connection connection = dataSource.getConnection();
    boolean taken = false;
    try {
      connection.setAutoCommit(true);
      taken = ask(connection, "SELECT pg_try_advisory_lock(?, hashtext(?))", job);
      if (taken) {
        begin(connection, silence);
        return Optional.of(new JobLock(connection, job));
      }
      return Optional.empty();
    } finally {
      if (!taken) {
        connection.close();
      }
    }
  }

  /** True while the session that holds the lock lives. */
  boolean isHeld() {
    try {
      return connection.isValid(5);
    } catch (SQLException _) {
      return false;
    }
  }

  @Override
  public void close() {
    try (connection) {
      ask(connection, "SELECT pg_advisory_unlock(?, hashtext(?))", job);
      end(connection);
    } catch (SQLException _) {
      // The session is gone and the lock with it.
      return;
    }
  }

  private static boolean ask(Connection connection, String sql, String job) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setInt(1, SPACE);
      statement.setString(2, job);
      try (var row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private static void begin(Connection connection, Duration silence) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(
          "SET idle_session_timeout = %d; SET tcp_keepalives_idle = 5;"
                  .formatted(silence.toMillis())
              + " SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3");
    }
  }

  private static void end(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("RESET idle_session_timeout");
    }
  }
}
