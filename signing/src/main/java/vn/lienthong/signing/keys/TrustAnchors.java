package vn.lienthong.signing.keys;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/** The certificates at which a signer's chain must end. Revocation is not looked at yet. */
public final class TrustAnchors {
  private final List<X509Certificate> certificates;

  private TrustAnchors(Collection<X509Certificate> certificates) {
    this.certificates = List.copyOf(certificates);
  }

  /** Trusts these certificates. */
  public static TrustAnchors of(Collection<X509Certificate> certificates) {
    return new TrustAnchors(certificates);
  }

  /**
   * Reads certificates, PEM or DER.
   *
   * @throws HubException LT-5004 when a file holds none
   */
  public static TrustAnchors read(Path... files) {
    List<X509Certificate> all = new ArrayList<>();
    for (Path file : files) {
      try {
        List<X509Certificate> found = parse(Files.readAllBytes(file));
        if (found.isEmpty()) {
          throw new HubException(HubError.CERTIFICATE_UNREADABLE, file);
        }
        all.addAll(found);
      } catch (IOException | CertificateException e) {
        throw new HubException(e, HubError.CERTIFICATE_UNREADABLE, file);
      }
    }
    return new TrustAnchors(all);
  }

  private static List<X509Certificate> parse(byte[] bytes) throws CertificateException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(bytes))
        .stream()
        .map(X509Certificate.class::cast)
        .toList();
  }

  /** The certificates themselves. */
  public List<X509Certificate> certificates() {
    return certificates;
  }

  /**
   * Checks that the leaf's chain ends at an anchor, that every certificate of it is valid at the
   * time, and that the leaf may sign.
   *
   * @param chain the leaf first; after it, in any order, certificates that may help to build the
   *     chain, also ones that do not
   * @return why it does not, or empty when it does
   */
  public Optional<String> fault(List<X509Certificate> chain, Instant at) {
    X509Certificate leaf = chain.getFirst();
    boolean[] usage = leaf.getKeyUsage();
    if (usage != null && !usage[0] && !usage[1]) {
      return Optional.of("the certificate's key usage does not allow signatures");
    }
    if (certificates.isEmpty()) {
      return Optional.of("no trust anchor is configured");
    }
    try {
      leaf.checkValidity(Date.from(at));
    } catch (CertificateException e) {
      return Optional.of(
          "the certificate is valid from %s to %s, not at %s"
              .formatted(leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant(), at));
    }
    if (certificates.contains(leaf)) {
      return Optional.empty();
    }
    try {
      build(leaf, chain, at);
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      return Optional.of("the certificate does not end at a trust anchor: " + e.getMessage());
    }
  }

  private void build(X509Certificate leaf, List<X509Certificate> chain, Instant at)
      throws GeneralSecurityException {
    X509CertSelector target = new X509CertSelector();
    target.setCertificate(leaf);
    Set<TrustAnchor> anchors =
        certificates.stream().map(c -> new TrustAnchor(c, null)).collect(Collectors.toSet());
    PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
    parameters.addCertStore(
        CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(at));
    CertPathBuilder.getInstance("PKIX").build(parameters);
  }
}
