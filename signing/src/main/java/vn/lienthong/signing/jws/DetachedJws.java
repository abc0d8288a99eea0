package vn.lienthong.signing.jws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.signing.keys.SigningKey;
import vn.lienthong.signing.keys.TrustAnchors;
import vn.lienthong.signing.policy.SignaturePolicy;

/**
 * Compact JWS with detached, unencoded payload, as it stands in header {@code X-JWS-Signature}.
 * Sources: RFC 7515 appendix F, RFC 7797 (b64 false, crit). That header and its claims are our
 * convention (docs/partners/npsp.md). The certificates below the root travel in x5c beside the
 * mandatory x5t#S256, so that a verifier needs only its trust anchors.
 */
public final class DetachedJws {
  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();
  private static final ObjectMapper JSON = new ObjectMapper();

  private DetachedJws() {}

  /** Signs a request, and checks what it signed before handing it out. */
  public static String sign(SigningKey key, byte[] body, RequestBinding binding) {
    return signed(key, body, header(key, binding));
  }

  /** Signs an answer, and checks what it signed before handing it out. */
  public static String signAnswer(SigningKey key, byte[] body, AnswerBinding binding) {
    ObjectNode header = header(key, binding.call());
    header.put("status", binding.status());
    header.put("req", binding.requestDigest());
    return signed(key, body, header);
  }

  /** Holds a signature against the real call. */
  public static JwsCheck verify(
      String jws, byte[] body, TrustAnchors anchors, Expected expected, Instant now) {
    return JwsVerification.verify(jws, body, anchors, expected, now);
  }

  /**
   * Whether this signature, as a log holds it, is over this body and by the certificate of this
   * digest. Tells nothing about trust, time or the call. A GET request is signed over no body,
   * whatever the log has as its payload.
   *
   * @param certificateSha256 of the certificate's DER, lower-case hex
   */
  public static Coverage coverage(String jws, byte[] body, String certificateSha256) {
    return LoggedJws.of(jws, body, certificateSha256);
  }

  /** What the answer's claim req holds: base64url SHA-256 of the request's JWS. */
  public static String digest(String jws) {
    try {
      return URL.encodeToString(
          MessageDigest.getInstance("SHA-256").digest(jws.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static ObjectNode header(SigningKey key, RequestBinding binding) {
    ObjectNode header = JSON.createObjectNode();
    header.put("alg", algorithm(key).name());
    header.put("b64", false);
    header.putArray("crit").add("b64");
    header.put("x5t#S256", URL.encodeToString(SigningKey.thumbprint(key.certificate())));
    ArrayNode sent = header.putArray("x5c");
    key.chain().stream()
        .filter(certificate -> !isRoot(certificate))
        .forEach(certificate -> sent.add(Base64.getEncoder().encodeToString(der(certificate))));
    header.put("iat", binding.issuedAt().getEpochSecond());
    header.put("jti", binding.jwtId());
    header.put("cid", binding.correlationId());
    header.put("aud", binding.audience());
    header.put("htm", binding.method());
    header.put("htu", binding.path());
    return header;
  }

  /** A root need not travel: who trusts it has it. */
  private static boolean isRoot(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
  }

  private static byte[] der(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read can be written", e);
    }
  }

  private static String signed(SigningKey key, byte[] body, ObjectNode header) {
    try {
      String encoded = URL.encodeToString(JSON.writeValueAsBytes(header));
      SignaturePolicy algorithm = algorithm(key);
      Signature signer = engine(algorithm);
      signer.initSign(key.key());
      update(signer, encoded, body);
      byte[] value = signer.sign();
      if (!isRight(algorithm, key.certificate().getPublicKey(), encoded, body, value)) {
        throw new HubException(HubError.SIGNATURE_NOT_MADE, key.alias(), "it does not verify");
      }
      return encoded + ".." + URL.encodeToString(value);
    } catch (GeneralSecurityException | JsonProcessingException e) {
      throw new HubException(
          e, HubError.SIGNATURE_NOT_MADE, key.alias(), String.valueOf(e.getMessage()));
    }
  }

  static boolean isRight(
      SignaturePolicy algorithm, PublicKey key, String header, byte[] body, byte[] value)
      throws GeneralSecurityException {
    Signature verifier = engine(algorithm);
    verifier.initVerify(key);
    update(verifier, header, body);
    return verifier.verify(value);
  }

  private static Signature engine(SignaturePolicy algorithm) throws GeneralSecurityException {
    Signature engine = Signature.getInstance(algorithm.jdkName());
    if (algorithm.parameters().isPresent()) {
      engine.setParameter(algorithm.parameters().orElseThrow());
    }
    return engine;
  }

  /** ASCII(header) ‖ '.' ‖ body: the JWS Signing Input of RFC 7797 section 3 for b64 false. */
  private static void update(Signature engine, String header, byte[] body)
      throws GeneralSecurityException {
    engine.update(header.getBytes(StandardCharsets.US_ASCII));
    engine.update((byte) '.');
    engine.update(body);
  }

  private static SignaturePolicy algorithm(SigningKey key) {
    return SignaturePolicy.forSigning(key.certificate().getPublicKey())
        .orElseThrow(
            () ->
                new HubException(
                    HubError.SIGNATURE_NOT_MADE, key.alias(), "the policy forbids this key"));
  }
}
