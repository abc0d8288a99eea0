package vn.lienthong.connectors.npsp.simulator;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.RequestCheck;

/**
 * Checks the header X-JWS-Signature of requests: a compact detached JWS over the exact bytes (RFC
 * 7515 appendix F, RFC 7797), bound to method, path, audience and time. Made with Nimbus and the
 * JDK, so that the hub's own signing is checked by other code.
 */
final class RequestSignatures {
  static final String HEADER = "x-jws-signature";
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final Set<String> UNDERSTOOD = Set.of("b64");
  private static final int MIN_RSA_BITS = 2048;
  private static final Pattern DETACHED = Pattern.compile("([A-Za-z0-9_-]+)\\.\\.([A-Za-z0-9_-]+)");

  private final RequestCheck check;
  private final TrustedChains chains;
  private final String audience;
  private final Clock clock;
  private final Map<String, Instant> seen = new ConcurrentHashMap<>();

  /** What the header says about a request. */
  sealed interface Outcome {
    /** No header, and none is demanded, or nobody looks. */
    record NotSigned() implements Outcome {}

    /** Right in every point. */
    record Valid(String jwtId, String correlationId) implements Outcome {}

    /** Wrong; the reason is for a person. */
    record Refused(String reason) implements Outcome {}
  }

  RequestSignatures(RequestCheck check, TrustedChains chains, String audience, Clock clock) {
    this.check = check;
    this.chains = chains;
    this.audience = audience;
    this.clock = clock;
  }

  /** Takes up an id of an earlier run, so that it cannot be used again. */
  void remember(String jwtId, Instant at) {
    if (at.isAfter(clock.instant().minus(WINDOW.multipliedBy(2)))) {
      seen.put(jwtId, at);
    }
  }

  /** Checks the request as it reached the provider's path; login may come unsigned always. */
  Outcome check(HttpRequest request, boolean login) {
    Optional<String> header = request.header(HEADER);
    if (check == RequestCheck.OFF) {
      return new Outcome.NotSigned();
    }
    if (header.isEmpty()) {
      return check == RequestCheck.REQUIRED && !login
          ? new Outcome.Refused("thiếu X-JWS-Signature")
          : new Outcome.NotSigned();
    }
    try {
      return checked(header.get(), request);
    } catch (ParseException | JOSEException | GeneralSecurityException e) {
      return new Outcome.Refused("không đọc được chữ ký: " + e.getMessage());
    }
  }

  private Outcome checked(String jws, HttpRequest request)
      throws ParseException, JOSEException, GeneralSecurityException {
    var parts = DETACHED.matcher(jws);
    if (!parts.matches()) {
      return new Outcome.Refused("không phải JWS tách rời");
    }
    JWSHeader header = JWSHeader.parse(new Base64URL(parts.group(1)));
    Optional<String> wrong = wrongForm(header).or(() -> wrongBinding(header, request));
    if (wrong.isPresent()) {
      return new Outcome.Refused(wrong.get());
    }
    X509Certificate signer = chains.signer(header);
    if (!verifies(header, signer.getPublicKey(), parts.group(1), request.body(), parts.group(2))) {
      return new Outcome.Refused("chữ ký không khớp với nội dung");
    }
    String jwtId = text(header, "jti");
    forgetOld();
    return seen.putIfAbsent(jwtId, clock.instant()) == null
        ? new Outcome.Valid(jwtId, text(header, "cid"))
        : new Outcome.Refused("jti đã dùng: " + jwtId);
  }

  private static Optional<String> wrongForm(JWSHeader header) {
    JWSAlgorithm algorithm = header.getAlgorithm();
    if (!Set.of(JWSAlgorithm.ES256, JWSAlgorithm.PS256).contains(algorithm)) {
      return Optional.of("thuật toán không được phép: " + algorithm);
    }
    Set<String> critical =
        header.getCriticalParams() == null ? Set.of() : header.getCriticalParams();
    if (header.isBase64URLEncodePayload() || !critical.equals(UNDERSTOOD)) {
      return Optional.of("b64 phải là false và crit phải là [\"b64\"], nhận " + critical);
    }
    for (String claim : Set.of("jti", "cid", "aud", "htm", "htu")) {
      if (text(header, claim).isEmpty()) {
        return Optional.of("thiếu " + claim);
      }
    }
    return header.getX509CertSHA256Thumbprint() == null
        ? Optional.of("thiếu x5t#S256")
        : Optional.empty();
  }

  private Optional<String> wrongBinding(JWSHeader header, HttpRequest request) {
    if (!text(header, "aud").equals(audience)) {
      return Optional.of("aud không phải là " + audience);
    }
    if (!text(header, "htm").equals(request.method())) {
      return Optional.of("htm không phải là " + request.method());
    }
    if (!text(header, "htu").equals(request.path())) {
      return Optional.of("htu không phải là " + request.path());
    }
    if (!(header.getCustomParam("iat") instanceof Number seconds)) {
      return Optional.of("thiếu iat");
    }
    Instant issued = Instant.ofEpochSecond(seconds.longValue());
    return Duration.between(issued, clock.instant()).abs().compareTo(WINDOW) > 0
        ? Optional.of("iat ngoài khoảng cho phép: " + issued)
        : Optional.empty();
  }

  private static boolean verifies(
      JWSHeader header, PublicKey key, String protectedPart, byte[] body, String signature)
      throws JOSEException {
    JWSVerifier verifier =
        switch (key) {
          case ECPublicKey ec when header.getAlgorithm().equals(JWSAlgorithm.ES256) ->
              new ECDSAVerifier(ec, UNDERSTOOD);
          case RSAPublicKey rsa
              when header.getAlgorithm().equals(JWSAlgorithm.PS256)
                  && rsa.getModulus().bitLength() >= MIN_RSA_BITS ->
              new RSASSAVerifier(rsa, UNDERSTOOD);
          default -> throw new JOSEException("khóa không hợp với thuật toán");
        };
    byte[] start = (protectedPart + ".").getBytes(StandardCharsets.US_ASCII);
    byte[] input = Arrays.copyOf(start, start.length + body.length);
    System.arraycopy(body, 0, input, start.length, body.length);
    return verifier.verify(header, input, new Base64URL(signature));
  }

  private void forgetOld() {
    if (seen.size() > 10_000) {
      Instant old = clock.instant().minus(WINDOW.multipliedBy(2));
      seen.values().removeIf(at -> at.isBefore(old));
    }
  }

  private static String text(JWSHeader header, String claim) {
    return header.getCustomParam(claim) instanceof String text ? text : "";
  }
}
