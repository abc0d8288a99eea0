package vn.lienthong.signing.cms;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/** What is to be thought of a CMS signature. */
public sealed interface CmsCheck {
  /** It is right; the signing time is what the signer claims. */
  record Valid(X509Certificate signer, Optional<Instant> claimedAt) implements CmsCheck {}

  /** It is wrong, and why. */
  record Invalid(String text) implements CmsCheck {}
}
