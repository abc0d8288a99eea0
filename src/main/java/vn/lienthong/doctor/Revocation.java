package vn.lienthong.doctor;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;

/** Asks by OCSP or CRL, wherever a certificate says, whether it was revoked: by PKIX of the JDK. */
final class Revocation {
  private static final String OCSP_AND_ISSUER = "1.3.6.1.5.5.7.1.1";
  private static final String CRL = "2.5.29.31";

  private Revocation() {}

  /** What is known. */
  sealed interface Answer {
    /** Its issuer says that it is good. */
    record Good() implements Answer {}

    /** Its issuer says that it is revoked. */
    record Revoked(String text) implements Answer {}

    /** It names nobody to ask. */
    record NamesNobody() implements Answer {}

    /** Whom it names gave no answer that can be believed. */
    record NoAnswer(String text) implements Answer {}
  }

  static Answer ask(X509Certificate certificate, X509Certificate issuer, Instant now) {
    if (certificate.getExtensionValue(OCSP_AND_ISSUER) == null
        && certificate.getExtensionValue(CRL) == null) {
      return new Answer.NamesNobody();
    }
    try {
      CertPathValidator validator = CertPathValidator.getInstance("PKIX");
      PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(issuer, null)));
      parameters.setDate(Date.from(now));
      parameters.addCertPathChecker((PKIXRevocationChecker) validator.getRevocationChecker());
      validator.validate(
          CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)),
          parameters);
      return new Answer.Good();
    } catch (CertPathValidatorException e) {
      return e.getReason() == BasicReason.REVOKED
          ? new Answer.Revoked(String.valueOf(e.getMessage()))
          : new Answer.NoAnswer(deepest(e));
    } catch (GeneralSecurityException e) {
      return new Answer.NoAnswer(deepest(e));
    }
  }

  private static String deepest(Throwable thrown) {
    Throwable deep = thrown;
    while (deep.getCause() != null) {
      deep = deep.getCause();
    }
    return String.valueOf(deep.getMessage()).replaceAll("\\s+", " ");
  }
}
