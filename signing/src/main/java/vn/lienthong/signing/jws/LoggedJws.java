package vn.lienthong.signing.jws;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import vn.lienthong.signing.policy.SignaturePolicy;

/** Re-checks a signature that lies in a log: only bytes, value and certificate, nothing else. */
final class LoggedJws {
  private LoggedJws() {}

  static Coverage of(String jws, byte[] body, String certificateSha256) {
    String[] parts = jws.split("\\.", -1);
    if (jws.length() > JwsVerification.LONGEST || parts.length != 3 || !parts[1].isEmpty()) {
      return Coverage.WRONG;
    }
    try {
      JsonNode header = JwsVerification.JSON.readTree(Base64.getUrlDecoder().decode(parts[0]));
      Optional<X509Certificate> signer =
          JwsVerification.certificates(header).stream()
              .filter(c -> JwsVerification.hexThumbprint(c).equals(certificateSha256))
              .findFirst();
      if (signer.isEmpty()) {
        return Coverage.CERTIFICATE_ELSEWHERE;
      }
      boolean bodiless = header.path("htm").asText().equals("GET") && !header.has("status");
      return SignaturePolicy.named(header.path("alg").asText())
              .filter(algorithm -> algorithm.fits(signer.orElseThrow().getPublicKey()))
              .filter(a -> covers(a, signer.orElseThrow(), parts, bodiless ? new byte[0] : body))
              .isPresent()
          ? Coverage.RIGHT
          : Coverage.WRONG;
    } catch (IOException | IllegalArgumentException | GeneralSecurityException _) {
      return Coverage.WRONG;
    }
  }

  private static boolean covers(
      SignaturePolicy algorithm, X509Certificate signer, String[] parts, byte[] body) {
    try {
      byte[] value = Base64.getUrlDecoder().decode(parts[2]);
      return DetachedJws.isRight(algorithm, signer.getPublicKey(), parts[0], body, value);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }
}
