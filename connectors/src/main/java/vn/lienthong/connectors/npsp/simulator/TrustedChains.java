package vn.lienthong.connectors.npsp.simulator;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/**
 * Finds the signer's certificate in a JWS header and follows its chain to a trusted CA. Revocation
 * is not asked for: the rehearsal's test CA publishes none.
 */
final class TrustedChains {
  private final Set<TrustAnchor> anchors = new HashSet<>();
  private final Clock clock;

  /** Chains that were found good, by their certificates; the dates are looked at every time. */
  private final Set<List<X509Certificate>> good = ConcurrentHashMap.newKeySet();

  private TrustedChains(Clock clock) {
    this.clock = clock;
  }

  /** Trusts nobody. */
  static TrustedChains none(Clock clock) {
    return new TrustedChains(clock);
  }

  /** Trusts the CA certificates of a PEM file. */
  static TrustedChains of(Path pem, Clock clock) {
    var chains = new TrustedChains(clock);
    try (InputStream in = Files.newInputStream(pem)) {
      for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        chains.anchors.add(new TrustAnchor((X509Certificate) certificate, null));
      }
    } catch (IOException | CertificateException e) {
      throw new HubException(e, HubError.NPSP_SIMULATOR_KEYS, pem, e.toString());
    }
    if (chains.anchors.isEmpty()) {
      throw new HubException(HubError.NPSP_SIMULATOR_KEYS, pem, "no certificate in it");
    }
    return chains;
  }

  /** The first certificate of x5c, when x5t#S256 is its digest and its chain is trusted. */
  X509Certificate signer(JWSHeader header) throws GeneralSecurityException {
    List<X509Certificate> chain = new ArrayList<>();
    var factory = CertificateFactory.getInstance("X.509");
    List<Base64> encoded =
        header.getX509CertChain() == null ? List.of() : header.getX509CertChain();
    for (Base64 certificate : encoded) {
      var in = new ByteArrayInputStream(certificate.decode());
      chain.add((X509Certificate) factory.generateCertificate(in));
    }
    if (chain.isEmpty()) {
      throw new CertificateException("thiếu x5c");
    }
    X509Certificate leaf = chain.getFirst();
    byte[] digest = ContentHash.sha256(leaf.getEncoded());
    if (!MessageDigest.isEqual(digest, header.getX509CertSHA256Thumbprint().decode())) {
      throw new CertificateException("x5t#S256 không phải của chứng thư trong x5c");
    }
    boolean[] usage = leaf.getKeyUsage();
    if (usage != null && !usage[0]) {
      throw new CertificateException("chứng thư không dùng để ký số");
    }
    leaf.checkValidity(Date.from(clock.instant()));
    if (!good.contains(chain)) {
      validate(chain);
      good.add(List.copyOf(chain));
    }
    return leaf;
  }

  private void validate(List<X509Certificate> chain) throws GeneralSecurityException {
    List<X509Certificate> path = new ArrayList<>(chain);
    path.removeIf(this::isAnchor);
    if (path.isEmpty() || anchors.isEmpty()) {
      throw new CertificateException("chứng thư không thuộc CA tin cậy");
    }
    var parameters = new PKIXParameters(anchors);
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(clock.instant()));
    CertPathValidator.getInstance("PKIX")
        .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
  }

  private boolean isAnchor(X509Certificate certificate) {
    return anchors.stream().anyMatch(anchor -> same(anchor.getTrustedCert(), certificate));
  }

  private static boolean same(X509Certificate one, X509Certificate other) {
    try {
      return Arrays.equals(one.getEncoded(), other.getEncoded());
    } catch (CertificateException e) {
      return false;
    }
  }
}
