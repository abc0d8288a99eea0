package vn.lienthong.routes.exposed;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/** Clients, their tokens and the calls they signed. Owns tables client, token and seen_call. */
final class Clients {
  private static final String ADD =
      """
      INSERT INTO exposed.client
        (id, name, state, certificate_sha256, certificate_until, secret_sha256, created_at)
      VALUES (:id, :name, 'ACTIVE', :certificate, :until, :secret, :now)
      """;
  private static final String REVOKE =
      "UPDATE exposed.client SET state = 'REVOKED' WHERE name = :name AND state = 'ACTIVE'";
  private static final String BY_NAME =
      "SELECT id, name FROM exposed.client WHERE name = :name AND state = 'ACTIVE'";
  private static final String BY_CERTIFICATE =
      """
      SELECT id, name FROM exposed.client
       WHERE certificate_sha256 = :certificate AND state = 'ACTIVE'
      """;
  private static final String BY_SECRET =
      """
      SELECT id, name FROM exposed.client
       WHERE name = :name AND secret_sha256 = :secret AND state = 'ACTIVE'
      """;
  private static final String BY_TOKEN =
      """
      SELECT c.id, c.name
        FROM exposed.token t
        JOIN exposed.client c ON c.id = t.client_id
       WHERE t.token_sha256 = :token AND t.expires_at > :now AND c.state = 'ACTIVE'
      """;
  private static final String ADD_TOKEN =
      "INSERT INTO exposed.token (token_sha256, client_id, expires_at) VALUES (:token, :id, :end)";
  private static final String SEE =
      """
      INSERT INTO exposed.seen_call (call_sha256, expires_at) VALUES (:call, :end)
      ON CONFLICT DO NOTHING
      """;
  private static final String ALL =
      """
      SELECT name, state, certificate_sha256 IS NOT NULL AS signs, certificate_until
        FROM exposed.client ORDER BY name LIMIT 10000
      """;

  private static final Duration KEPT = Duration.ofDays(1);

  private final JdbcClient jdbc;
  private final Clock clock;

  Clients(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  void addWithCertificate(UUID id, String name, String certificateSha256, Instant until) {
    add(
        jdbc.sql(ADD)
            .param("certificate", certificateSha256)
            .param("until", Timestamp.from(until))
            .param("secret", null),
        id,
        name);
  }

  void addWithSecret(UUID id, String name, String secret) {
    add(
        jdbc.sql(ADD)
            .param("certificate", null)
            .param("until", null)
            .param("secret", Digests.sha256(secret)),
        id,
        name);
  }

  private void add(JdbcClient.StatementSpec statement, UUID id, String name) {
    try {
      statement
          .param("id", id)
          .param("name", name)
          .param("now", Timestamp.from(clock.instant()))
          .update();
    } catch (DuplicateKeyException e) {
      throw new HubException(e, HubError.CLIENT_EXISTS, name);
    }
  }

  void revoke(String name) {
    if (jdbc.sql(REVOKE).param("name", name).update() == 0) {
      throw new HubException(HubError.CLIENT_UNKNOWN, name);
    }
  }

  Client byName(String name) {
    return one(jdbc.sql(BY_NAME).param("name", name))
        .orElseThrow(() -> new HubException(HubError.CLIENT_UNKNOWN, name));
  }

  Optional<Client> byCertificate(String sha256) {
    return one(jdbc.sql(BY_CERTIFICATE).param("certificate", sha256));
  }

  Optional<Client> bySecret(String name, String secret) {
    return one(jdbc.sql(BY_SECRET).param("name", name).param("secret", Digests.sha256(secret)));
  }

  Optional<Client> byToken(String token) {
    return one(
        jdbc.sql(BY_TOKEN)
            .param("token", Digests.sha256(token))
            .param("now", Timestamp.from(clock.instant())));
  }

  void addToken(Client client, String token, Duration lifetime) {
    jdbc.sql(ADD_TOKEN)
        .param("token", Digests.sha256(token))
        .param("id", client.id())
        .param("end", Timestamp.from(clock.instant().plus(lifetime)))
        .update();
  }

  /** False when this call was seen before. */
  boolean seeFirst(String kind, String certificateSha256, String id, Duration keep) {
    return jdbc.sql(SEE)
            .param("call", Digests.sha256(kind + "\n" + certificateSha256 + "\n" + id))
            .param("end", Timestamp.from(clock.instant().plus(keep)))
            .update()
        == 1;
  }

  /**
   * Forgets tokens and calls whose time is long over: a clock that was set forward and back must
   * not let a call in twice.
   */
  public void forgetOld() {
    Timestamp before = Timestamp.from(clock.instant().minus(KEPT));
    jdbc.sql("DELETE FROM exposed.token WHERE expires_at < :before")
        .param("before", before)
        .update();
    jdbc.sql("DELETE FROM exposed.seen_call WHERE expires_at < :before")
        .param("before", before)
        .update();
  }

  List<RegisterClient.Registered> all() {
    return jdbc.sql(ALL)
        .query(
            (row, _) ->
                new RegisterClient.Registered(
                    row.getString("name"),
                    row.getString("state").equals("ACTIVE"),
                    row.getBoolean("signs"),
                    Optional.ofNullable(row.getTimestamp("certificate_until"))
                        .map(Timestamp::toInstant)))
        .list();
  }

  private static Optional<Client> one(JdbcClient.StatementSpec statement) {
    return statement
        .query((row, _) -> new Client(row.getObject("id", UUID.class), row.getString("name")))
        .optional();
  }
}
