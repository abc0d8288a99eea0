package vn.lienthong.routes.partner;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.connectors.call.ReadOutcome;
import vn.lienthong.connectors.npsp.NpspSession;
import vn.lienthong.schemas.delivery.DeliveryOutcome;
import vn.lienthong.schemas.error.HubError;

/**
 * The one session with NPSP, shared by all nodes. Owns table {@code partner.session}. Threads of a
 * node wait for the one that logs in; another node is told to come back later. After a login that
 * the portal refused, a node leaves it alone for a while: a wrong password must not lock the
 * account.
 */
final class NpspSessions {
  private static final String PARTNER = "npsp";
  private static final Duration OTHER_NODE_LOGS_IN = Duration.ofMillis(500);
  private static final Duration AFTER_REFUSAL = Duration.ofSeconds(30);
  private static final String READ =
      "SELECT sealed_token, obtained_at FROM partner.session WHERE partner = :partner";
  private static final String WRITE =
      """
      INSERT INTO partner.session (partner, sealed_token, obtained_at)
      VALUES (:partner, :token, :at)
      ON CONFLICT (partner) DO UPDATE
        SET sealed_token = excluded.sealed_token, obtained_at = excluded.obtained_at
      """;
  private static final String LOCK =
      "SELECT pg_try_advisory_lock(hashtextextended('partner.session/npsp', 0))";
  private static final String UNLOCK =
      "SELECT pg_advisory_unlock(hashtextextended('partner.session/npsp', 0))";

  /** Longer than any login: a node that stands still must not keep all others from logging in. */
  private static final String GIVE_UP_SILENT = "SET idle_session_timeout = '2min'";

  private final DataSource dataSource;
  private final JdbcClient jdbc;
  private final SessionCipher cipher;
  private final Clock clock;
  private final boolean isStored;
  private final ReentrantLock oneOfThisNode = new ReentrantLock();
  private volatile Optional<NpspSession> lastSeen = Optional.empty();
  private Instant noLoginBefore = Instant.EPOCH;

  NpspSessions(DataSource dataSource, SessionCipher cipher, Clock clock) {
    this(dataSource, cipher, clock, true);
  }

  private NpspSessions(DataSource dataSource, SessionCipher cipher, Clock clock, boolean isStored) {
    this.dataSource = dataSource;
    this.jdbc = JdbcClient.create(dataSource);
    this.cipher = cipher;
    this.clock = clock;
    this.isStored = isStored;
  }

  /** Uses the stored session while it is good, and stores none. */
  NpspSessions inMemory() {
    return new NpspSessions(dataSource, cipher, clock, false);
  }

  /** The session in use, or the one that {@code login} gives. */
  ReadOutcome<NpspSession> current(Supplier<ReadOutcome<NpspSession>> login) {
    Optional<NpspSession> seen = lastSeen;
    return seen.isPresent() ? value(seen.get()) : inPlaceOf(Optional.empty(), login);
  }

  /** Another session than {@code expired}: one that somebody else got meanwhile, or a new one. */
  ReadOutcome<NpspSession> inPlaceOf(
      Optional<NpspSession> expired, Supplier<ReadOutcome<NpspSession>> login) {
    oneOfThisNode.lock();
    try {
      Optional<NpspSession> stored = stored().filter(session -> differs(session, expired));
      if (stored.isPresent()) {
        lastSeen = stored;
        return value(stored.get());
      }
      Duration wait = Duration.between(clock.instant(), noLoginBefore);
      return wait.isPositive()
          ? heldBack(wait, "the last login was refused")
          : withLockOfAllNodes(expired, login);
    } finally {
      oneOfThisNode.unlock();
    }
  }

  /**
   * The lock belongs to a database session, not to a transaction: an open transaction would hold
   * back the horizon of a change feed on the same server. It goes when the node dies.
   */
  private ReadOutcome<NpspSession> withLockOfAllNodes(
      Optional<NpspSession> expired, Supplier<ReadOutcome<NpspSession>> login) {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(true);
      if (!ask(connection, LOCK)) {
        return heldBack(OTHER_NODE_LOGS_IN, "another node logs in");
      }
      execute(connection, GIVE_UP_SILENT);
      try {
        return loggedIn(expired, login);
      } finally {
        ask(connection, UNLOCK);
        execute(connection, "RESET idle_session_timeout");
      }
    } catch (SQLException e) {
      throw new DataAccessResourceFailureException("session lock", e);
    }
  }

  private ReadOutcome<NpspSession> loggedIn(
      Optional<NpspSession> expired, Supplier<ReadOutcome<NpspSession>> login) {
    Optional<NpspSession> stored = stored().filter(session -> differs(session, expired));
    if (stored.isPresent()) {
      lastSeen = stored;
      return value(stored.get());
    }
    ReadOutcome<NpspSession> fresh = login.get();
    switch (fresh) {
      case ReadOutcome.Value<NpspSession> got -> keep(got.value());
      case ReadOutcome.Failed<NpspSession> failed -> {
        lastSeen = Optional.empty();
        noLoginBefore =
            refused(failed.outcome()) ? clock.instant().plus(AFTER_REFUSAL) : Instant.EPOCH;
      }
    }
    return fresh;
  }

  /** The portal answered the login, and not with a session. */
  private static boolean refused(DeliveryOutcome outcome) {
    return switch (outcome) {
      case DeliveryOutcome.Refused _ -> true;
      case DeliveryOutcome.Deferred deferred -> deferred.error() == HubError.PARTNER_ANSWER_UNKNOWN;
      case DeliveryOutcome.Accepted _,
          DeliveryOutcome.SessionExpired _,
          DeliveryOutcome.Unknown _ ->
          false;
    };
  }

  private static ReadOutcome<NpspSession> heldBack(Duration wait, String why) {
    return new ReadOutcome.Failed<>(
        new DeliveryOutcome.Deferred(HubError.PARTNER_HELD_BACK, wait, false, why));
  }

  private void keep(NpspSession session) {
    if (isStored) {
      jdbc.sql(WRITE)
          .param("partner", PARTNER)
          .param("token", cipher.seal(PARTNER, session.token()))
          .param("at", Timestamp.from(session.obtainedAt()))
          .update();
    }
    lastSeen = Optional.of(session);
  }

  private Optional<NpspSession> stored() {
    return isStored || lastSeen.isEmpty() ? inDatabase() : lastSeen;
  }

  private Optional<NpspSession> inDatabase() {
    return jdbc.sql(READ)
        .param("partner", PARTNER)
        .query(
            (row, _) -> {
              Instant at = row.getTimestamp("obtained_at").toInstant();
              return cipher
                  .open(PARTNER, row.getBytes("sealed_token"))
                  .map(token -> new NpspSession(token, at));
            })
        .optional()
        .flatMap(found -> found);
  }

  private static boolean differs(NpspSession session, Optional<NpspSession> expired) {
    return expired.filter(old -> old.token().equals(session.token())).isEmpty();
  }

  private static ReadOutcome<NpspSession> value(NpspSession session) {
    return new ReadOutcome.Value<>(session, List.of());
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static boolean ask(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.next() && rows.getBoolean(1);
    }
  }
}
