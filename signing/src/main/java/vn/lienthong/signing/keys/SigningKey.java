package vn.lienthong.signing.keys;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;

/** A private key with its certificate chain, leaf first. Prints itself without the key. */
public record SigningKey(String alias, PrivateKey key, List<X509Certificate> chain) {
  public SigningKey {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("key " + alias + " has no certificate");
    }
  }

  /** The certificate of the key. */
  public X509Certificate certificate() {
    return chain.getFirst();
  }

  /** SHA-256 of the certificate's DER, lower-case hex. */
  public String certificateSha256() {
    return HexFormat.of().formatHex(thumbprint(certificate()));
  }

  /** SHA-256 of a certificate's DER. */
  public static byte[] thumbprint(X509Certificate certificate) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
    } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read can be written", e);
    }
  }

  @Override
  public String toString() {
    return "SigningKey[" + alias + "]";
  }
}
