package vn.lienthong.signing.jws;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.signing.keys.SigningKey;
import vn.lienthong.signing.keys.TrustAnchors;
import vn.lienthong.signing.policy.SignaturePolicy;

/** Reads one signature and finds its first fault. */
final class JwsVerification {
  static final int LONGEST = 16 * 1024;
  private static final int MOST_CERTIFICATES = 5;

  /** Seconds at the end of the year 9999. */
  private static final long LATEST = 253_402_300_799L;

  static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private JwsVerification() {}

  static JwsCheck verify(
      String jws, byte[] body, TrustAnchors anchors, Expected expected, Instant now) {
    String[] parts = jws.split("\\.", -1);
    if (jws.length() > LONGEST || parts.length != 3 || !parts[1].isEmpty()) {
      return malformed("not a compact JWS with detached payload");
    }
    try {
      JsonNode header = JSON.readTree(Base64.getUrlDecoder().decode(parts[0]));
      if (!header.isObject()) {
        return malformed("the protected header is no JSON object");
      }
      Optional<String> fault =
          headerFault(header, expected).or(() -> claimFault(header, expected, now));
      if (fault.isPresent()) {
        return new JwsCheck.Invalid(HubError.SIGNATURE_REFUSED, fault.orElseThrow());
      }
      return signatureCheck(parts, header, body, anchors, now);
    } catch (IOException | IllegalArgumentException e) {
      return malformed("the protected header cannot be read");
    } catch (GeneralSecurityException e) {
      return new JwsCheck.Invalid(
          HubError.SIGNATURE_REFUSED, "the signature cannot be checked: " + e.getMessage());
    }
  }

  private static JwsCheck malformed(String text) {
    return new JwsCheck.Invalid(HubError.SIGNATURE_MALFORMED, text);
  }

  private static Optional<String> headerFault(JsonNode header, Expected expected) {
    Optional<SignaturePolicy> algorithm = SignaturePolicy.named(header.path("alg").asText());
    if (algorithm.filter(expected.algorithms()::contains).isEmpty()) {
      return Optional.of("alg is not one of " + expected.algorithms());
    }
    JsonNode critical = header.path("crit");
    if (critical.size() != 1 || !critical.path(0).asText().equals("b64")) {
      return Optional.of("crit must name b64 and nothing else");
    }
    if (!header.path("b64").isBoolean() || header.path("b64").asBoolean()) {
      return Optional.of("b64 must be false");
    }
    return Optional.empty();
  }

  private static Optional<String> claimFault(JsonNode header, Expected expected, Instant now) {
    for (String claim : List.of("x5t#S256", "jti", "cid", "aud", "htm", "htu")) {
      String value = header.path(claim).asText();
      if (value.isEmpty() || value.length() > 512) {
        return Optional.of(claim + " is missing or too long");
      }
    }
    return timeFault(header, expected, now)
        .or(() -> mismatch("aud", header, expected.audience()))
        .or(() -> mismatch("htm", header, expected.method()))
        .or(() -> mismatch("htu", header, expected.path()))
        .or(() -> answerFault(header, expected));
  }

  private static Optional<String> timeFault(JsonNode header, Expected expected, Instant now) {
    JsonNode issued = header.path("iat");
    if (!issued.isIntegralNumber()
        || !issued.canConvertToLong()
        || issued.asLong() < 0
        || issued.asLong() > LATEST) {
      return Optional.of("iat is missing or no number of seconds");
    }
    Duration age = Duration.between(Instant.ofEpochSecond(issued.asLong()), now).abs();
    return age.compareTo(expected.window()) > 0
        ? Optional.of("iat lies " + age.toSeconds() + " s from now")
        : Optional.empty();
  }

  private static Optional<String> answerFault(JsonNode header, Expected expected) {
    if (expected.status().isPresent()
        && header.path("status").asInt(-1) != expected.status().getAsInt()) {
      return Optional.of("status is not the answer's");
    }
    return expected.requestDigest().flatMap(digest -> mismatch("req", header, digest));
  }

  private static Optional<String> mismatch(String claim, JsonNode header, String real) {
    return header.path(claim).asText().equals(real)
        ? Optional.empty()
        : Optional.of(claim + " is not that of the call");
  }

  private static JwsCheck signatureCheck(
      String[] parts, JsonNode header, byte[] body, TrustAnchors anchors, Instant now)
      throws GeneralSecurityException {
    List<X509Certificate> sent = certificates(header);
    String wanted = header.path("x5t#S256").asText();
    Optional<X509Certificate> found =
        Stream.concat(sent.stream(), anchors.certificates().stream())
            .filter(certificate -> thumbprint(certificate).equals(wanted))
            .findFirst();
    if (found.isEmpty()) {
      return new JwsCheck.Invalid(
          HubError.SIGNATURE_REFUSED, "x5t#S256 names no certificate of x5c or of the anchors");
    }
    X509Certificate signer = found.orElseThrow();
    SignaturePolicy algorithm = SignaturePolicy.valueOf(header.path("alg").asText());
    if (!algorithm.fits(signer.getPublicKey())) {
      return new JwsCheck.Invalid(HubError.SIGNATURE_REFUSED, "the key does not fit alg");
    }
    List<X509Certificate> chain = Stream.concat(Stream.of(signer), sent.stream()).toList();
    Optional<String> untrusted = anchors.fault(chain, now);
    if (untrusted.isPresent()) {
      return new JwsCheck.Invalid(HubError.SIGNER_NOT_TRUSTED, untrusted.orElseThrow());
    }
    if (!DetachedJws.isRight(
        algorithm,
        signer.getPublicKey(),
        parts[0],
        body,
        Base64.getUrlDecoder().decode(parts[2]))) {
      return new JwsCheck.Invalid(HubError.SIGNATURE_REFUSED, "the body is not what was signed");
    }
    return new JwsCheck.Valid(
        signer,
        hexThumbprint(signer),
        header.path("jti").asText(),
        Instant.ofEpochSecond(header.path("iat").asLong()));
  }

  static List<X509Certificate> certificates(JsonNode header) throws GeneralSecurityException {
    List<X509Certificate> found = new ArrayList<>();
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    for (JsonNode encoded : header.path("x5c")) {
      byte[] der = Base64.getDecoder().decode(encoded.asText());
      if (found.size() < MOST_CERTIFICATES
          && factory.generateCertificate(new ByteArrayInputStream(der))
              instanceof X509Certificate certificate) {
        found.add(certificate);
      }
    }
    return found;
  }

  static String hexThumbprint(X509Certificate certificate) {
    return HexFormat.of().formatHex(SigningKey.thumbprint(certificate));
  }

  private static String thumbprint(X509Certificate certificate) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(SigningKey.thumbprint(certificate));
  }
}
