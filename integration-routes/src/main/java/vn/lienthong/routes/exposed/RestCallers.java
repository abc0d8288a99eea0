package vn.lienthong.routes.exposed;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Optional;
import vn.lienthong.routes.messagelog.EntryDraft;
import vn.lienthong.routes.refusals.Problem;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.signing.jws.DetachedJws;
import vn.lienthong.signing.jws.Expected;
import vn.lienthong.signing.jws.JwsCheck;
import vn.lienthong.signing.keys.TrustAnchors;

/** Recognises who calls over REST: by detached JWS, else by bearer token. */
final class RestCallers {
  static final String SIGNATURE_HEADER = "X-JWS-Signature";
  static final String JWS = "JWS-detached";
  private static final String BEARER = "Bearer ";

  private final Clients clients;
  private final TrustAnchors anchors;
  private final ExposedProperties settings;
  private final Clock clock;

  RestCallers(Clients clients, TrustAnchors anchors, ExposedProperties settings, Clock clock) {
    this.clients = clients;
    this.anchors = anchors;
    this.settings = settings;
    this.clock = clock;
  }

  /** Who it was. */
  sealed interface Caller {
    /** A client of ours; {@code signature} when it signed. */
    record Known(Client client, Optional<EntryDraft.Signature> signature) implements Caller {}

    /** Nobody we know, and why. */
    record Unknown(Problem problem) implements Caller {}
  }

  Caller of(HttpServletRequest request, byte[] body) {
    Optional<String> jws = Optional.ofNullable(request.getHeader(SIGNATURE_HEADER));
    if (jws.isPresent()) {
      return signed(request, body, jws.orElseThrow());
    }
    return Optional.ofNullable(request.getHeader("Authorization"))
        .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(value -> bearer(value.substring(BEARER.length()).strip()))
        .orElseGet(() -> unknown(Unrecognised.NOTHING_GIVEN.problem()));
  }

  private Caller bearer(String token) {
    return clients
        .byToken(token)
        .<Caller>map(client -> new Caller.Known(client, Optional.empty()))
        .orElseGet(() -> unknown(Unrecognised.TOKEN.problem()));
  }

  private Caller signed(HttpServletRequest request, byte[] body, String jws) {
    Expected usual =
        Expected.request(settings.name(), request.getMethod(), request.getRequestURI());
    Expected expected =
        new Expected(
            usual.audience(),
            usual.method(),
            usual.path(),
            usual.status(),
            usual.requestDigest(),
            settings.window(),
            usual.algorithms());
    return switch (DetachedJws.verify(jws, body, anchors, expected, clock.instant())) {
      case JwsCheck.Invalid invalid -> unknown(Unrecognised.SIGNATURE.problem(invalid.text()));
      case JwsCheck.Valid valid -> recognised(valid, jws);
    };
  }

  private Caller recognised(JwsCheck.Valid valid, String jws) {
    Optional<Client> client = clients.byCertificate(valid.certificateSha256());
    if (client.isEmpty()) {
      return unknown(Unrecognised.CERTIFICATE.problem());
    }
    if (!clients.seeFirst(
        "jws", valid.certificateSha256(), valid.jwtId(), settings.window().multipliedBy(3))) {
      return new Caller.Unknown(Problem.of(HubError.CALL_REPEATED, valid.jwtId()));
    }
    return new Caller.Known(
        client.orElseThrow(),
        Optional.of(new EntryDraft.Signature(JWS, jws, valid.certificateSha256())));
  }

  private static Caller unknown(Problem problem) {
    return new Caller.Unknown(problem);
  }
}
