package vn.lienthong.signing.jws;

import java.security.cert.X509Certificate;
import java.time.Instant;
import vn.lienthong.schemas.error.HubError;

/** What is to be thought of a signature. */
public sealed interface JwsCheck {
  /** It is right; whether {@code jwtId} was seen before is for the caller to find out. */
  record Valid(X509Certificate signer, String certificateSha256, String jwtId, Instant issuedAt)
      implements JwsCheck {}

  /** It is wrong, and why. */
  record Invalid(HubError error, String text) implements JwsCheck {}
}
