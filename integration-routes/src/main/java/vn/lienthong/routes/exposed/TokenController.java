package vn.lienthong.routes.exposed;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.lienthong.routes.refusals.CorrelationId;
import vn.lienthong.routes.refusals.Problem;
import vn.lienthong.routes.refusals.RefusedCalls;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.json.HubJson;

/** POST /token: client credentials for a bearer token (RFC 6749, 4.4). */
@RestController
final class TokenController {
  private static final String SERVICE = "token";
  private static final String BASIC = "Basic ";

  private final Clients clients;
  private final CallEntries entries;
  private final RefusedCalls refused;
  private final RateLimits limits;
  private final ExposedProperties settings;
  private final SecureRandom random = new SecureRandom();

  TokenController(
      Clients clients,
      CallEntries entries,
      RefusedCalls refused,
      RateLimits limits,
      ExposedProperties settings) {
    this.clients = clients;
    this.entries = entries;
    this.refused = refused;
    this.limits = limits;
    this.settings = settings;
  }

  private record Credentials(String id, String secret) {}

  @PostMapping(path = "/token")
  ResponseEntity<byte[]> issue(HttpServletRequest request) {
    String correlationId =
        CorrelationId.from(Optional.ofNullable(request.getHeader(CorrelationId.HEADER)));
    if (!"client_credentials".equals(request.getParameter("grant_type"))) {
      return refused(
          Problem.ofField("grant_type", "must be client_credentials"), request, correlationId);
    }
    Optional<Client> client =
        credentials(request).flatMap(given -> clients.bySecret(given.id(), given.secret()));
    if (client.isEmpty()) {
      return refused(Unrecognised.SECRET.problem(), request, correlationId);
    }
    if (!limits.mayCall(client.orElseThrow())) {
      return refused(
          Problem.of(HubError.CALLS_TOO_MANY, limits.callsPerMinute()), request, correlationId);
    }
    return issued(client.orElseThrow(), correlationId);
  }

  private ResponseEntity<byte[]> issued(Client client, String correlationId) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    clients.addToken(client, token, settings.tokenLifetime());
    // Neither the secret nor the token goes into the log.
    entries.write(
        new ClientCall(
            client,
            SERVICE,
            correlationId,
            "POST /token".getBytes(StandardCharsets.UTF_8),
            "text/plain; charset=utf-8",
            Optional.empty()),
        new CallEntries.Answer(
            new byte[0], "", Optional.empty(), Optional.empty(), Optional.empty(), 200));
    byte[] body =
        HubJson.newMapper()
            .createObjectNode()
            .put("access_token", token)
            .put("token_type", "Bearer")
            .put("expires_in", settings.tokenLifetime().toSeconds())
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .cacheControl(CacheControl.noStore())
        .header(CorrelationId.HEADER, correlationId)
        .body(body);
  }

  private ResponseEntity<byte[]> refused(
      Problem problem, HttpServletRequest request, String correlationId) {
    refused.count(SERVICE, request.getRemoteAddr(), problem.error());
    return RestAnswers.problem(problem, correlationId, limits);
  }

  private static Optional<Credentials> credentials(HttpServletRequest request) {
    String header = Optional.ofNullable(request.getHeader("Authorization")).orElse("");
    if (header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return basic(header.substring(BASIC.length()).strip());
    }
    String id = request.getParameter("client_id");
    String secret = request.getParameter("client_secret");
    return id == null || secret == null
        ? Optional.empty()
        : Optional.of(new Credentials(id, secret));
  }

  private static Optional<Credentials> basic(String encoded) {
    try {
      String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(new Credentials(pair.substring(0, colon), pair.substring(colon + 1)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
