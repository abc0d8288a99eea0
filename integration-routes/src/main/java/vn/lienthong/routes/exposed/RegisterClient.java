package vn.lienthong.routes.exposed;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.routes.messagelog.EntryDraft;
import vn.lienthong.routes.messagelog.MessageLog;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.schemas.json.HubJson;
import vn.lienthong.signing.keys.SigningKey;

/** Registers who may call the hub, and what each may see. Every act is an entry of the log. */
public final class RegisterClient {
  /** The service that tells where a dossier stands. */
  public static final String DOSSIER_STATUS = "dossier-status";

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");
  private static final Pattern AGENCY = Pattern.compile("\\*|[0-9A-Z]+(\\.[0-9A-Z]+)*");

  private final Clients clients;
  private final AccessRights rights;
  private final MessageLog log;
  private final TransactionTemplate transaction;
  private final SecureRandom random = new SecureRandom();

  RegisterClient(
      Clients clients, AccessRights rights, MessageLog log, TransactionTemplate transaction) {
    this.clients = clients;
    this.rights = rights;
    this.log = log;
    this.transaction = transaction;
  }

  /**
   * A client as it is listed.
   *
   * @param signs true when it signs its calls, false when it uses a secret
   */
  public record Registered(
      String name, boolean active, boolean signs, Optional<Instant> certificateUntil) {}

  /**
   * What is granted.
   *
   * @param service such as {@link #DOSSIER_STATUS}
   * @param agencyPrefix an agency with those below it, such as H38.101, or * for all
   * @param procedure code of one procedure, or * for all
   */
  public record Scope(String service, String agencyPrefix, String procedure) {
    public Scope {
      if (!service.equals(DOSSIER_STATUS)) {
        throw new HubException(
            HubError.CALL_FIELD_WRONG, "service", "'" + service + "', there is " + DOSSIER_STATUS);
      }
      if (!AGENCY.matcher(agencyPrefix).matches()) {
        throw new HubException(
            HubError.CALL_FIELD_WRONG, "agency", "'" + agencyPrefix + "', such as H38.101 or *");
      }
      if (procedure.isBlank()) {
        throw new HubException(HubError.CALL_FIELD_WRONG, "procedure", "empty");
      }
    }
  }

  /** Adds a client that signs its calls with the key of this certificate. */
  public void addWithCertificate(String name, X509Certificate certificate, String operator) {
    checkName(name);
    String sha256 = HexFormat.of().formatHex(SigningKey.thumbprint(certificate));
    act(
        operator,
        "client-add",
        name,
        "certificate " + sha256,
        () ->
            clients.addWithCertificate(
                UUID.randomUUID(), name, sha256, certificate.getNotAfter().toInstant()));
  }

  /**
   * Adds a client that gets tokens for a secret.
   *
   * @return the secret, which is shown once and not kept
   */
  public String addWithSecret(String name, String operator) {
    checkName(name);
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    act(
        operator,
        "client-add",
        name,
        "secret",
        () -> clients.addWithSecret(UUID.randomUUID(), name, secret));
    return secret;
  }

  /** Lets the client use a service for an agency and those below it; twice changes nothing. */
  public void grant(String name, Scope scope, String operator) {
    act(
        operator,
        "client-grant",
        name,
        scope.toString(),
        () -> rights.grant(clients.byName(name), scope));
  }

  /** Takes back exactly this grant. */
  public void withdraw(String name, Scope scope, String operator) {
    act(
        operator,
        "client-withdraw",
        name,
        scope.toString(),
        () -> rights.withdraw(clients.byName(name), scope));
  }

  /** Shuts the client out for good, with all its tokens. */
  public void revoke(String name, String reason, String operator) {
    act(operator, "client-revoke", name, reason, () -> clients.revoke(name));
  }

  /** All clients, by name. */
  public List<Registered> list() {
    return clients.all();
  }

  private static void checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new HubException(
          HubError.CALL_FIELD_WRONG,
          "name",
          "'" + name + "', only a-z, 0-9, dot and hyphen, at most 63");
    }
  }

  private void act(String operator, String act, String client, String detail, Runnable change) {
    transaction.executeWithoutResult(
        _ -> {
          change.run();
          log.append(entry(operator, act, client, detail));
        });
  }

  private static EntryDraft entry(String operator, String act, String client, String detail) {
    String id = UUID.randomUUID().toString();
    byte[] payload =
        HubJson.newMapper()
            .createObjectNode()
            .put("act", act)
            .put("client", client)
            .put("detail", detail)
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    return new EntryDraft(
        EntryDraft.Kind.OPERATOR_ACT,
        EntryDraft.Direction.NONE,
        client,
        act,
        new EntryDraft.About(Optional.of(operator), Optional.empty(), Optional.empty()),
        new EntryDraft.Call(id, id, id, Optional.empty()),
        Optional.of(new EntryDraft.Payload(payload, "application/json", List.of())),
        Optional.empty(),
        Optional.of(new EntryDraft.Outcome("DONE", Optional.empty(), Optional.empty())));
  }
}
