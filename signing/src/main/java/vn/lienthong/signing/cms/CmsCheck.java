package vn.lienthong.signing.cms;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/** What is to be thought of a CMS signature. */
public sealed interface CmsCheck {
  /** It is right and its signer trusted; the signing time is what the signer claims. */
  record Valid(X509Certificate signer, Optional<Instant> claimedAt) implements CmsCheck {}

  /**
   * It is right, and its signer was trusted at the time that he claims, but not at the time of
   * checking: his certificate has ended since, or so it looks. Nothing proves when he signed.
   */
  record OutOfDate(X509Certificate signer, Instant claimedAt, String text) implements CmsCheck {}

  /** It is right, but its signer is not trusted, and why. */
  record Untrusted(X509Certificate signer, String text) implements CmsCheck {}

  /** It is wrong, and why. */
  record Invalid(String text) implements CmsCheck {}
}
