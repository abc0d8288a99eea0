package vn.lienthong.connectors.npsp.simulator;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority and its certificates, made for one test. */
final class TestCertificates {
  private static final Instant NOW = Instant.now();

  private TestCertificates() {}

  /** A key with its certificate. */
  record Holder(KeyPair keys, X509Certificate certificate) {}

  static Holder authority(String name) throws GeneralSecurityException {
    KeyPair keys = ec();
    return new Holder(keys, certificate(name, keys, name, keys, true, Duration.ofDays(30)));
  }

  static Holder ecLeaf(Holder authority, Duration validFor) throws GeneralSecurityException {
    return leaf(authority, ec(), validFor);
  }

  static Holder rsaLeaf(Holder authority) throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return leaf(authority, generator.generateKeyPair(), Duration.ofDays(1));
  }

  static Path pem(Path file, Holder authority) throws GeneralSecurityException, IOException {
    String body =
        Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(authority.certificate().getEncoded());
    return Files.writeString(
        file, "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
  }

  static Path pkcs12(Path file, String alias, String password, Holder leaf, Holder authority)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    Certificate[] chain = {leaf.certificate(), authority.certificate()};
    store.setKeyEntry(alias, leaf.keys().getPrivate(), password.toCharArray(), chain);
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password.toCharArray());
    }
    return file;
  }

  private static Holder leaf(Holder authority, KeyPair keys, Duration validFor)
      throws GeneralSecurityException {
    String issuer = authority.certificate().getSubjectX500Principal().getName();
    return new Holder(keys, certificate("CN=hub", keys, issuer, authority.keys(), false, validFor));
  }

  private static KeyPair ec() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static X509Certificate certificate(
      String subject,
      KeyPair keys,
      String issuer,
      KeyPair issuerKeys,
      boolean ca,
      Duration validFor)
      throws GeneralSecurityException {
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
              new X500Name(issuer),
              BigInteger.valueOf(System.nanoTime()),
              Date.from(NOW.minus(Duration.ofDays(2))),
              Date.from(NOW.plus(validFor)),
              new X500Name(subject),
              keys.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(ca));
      builder.addExtension(
          Extension.keyUsage,
          true,
          new KeyUsage(ca ? KeyUsage.keyCertSign : KeyUsage.digitalSignature));
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKeys.getPrivate());
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    } catch (OperatorCreationException | CertIOException e) {
      throw new GeneralSecurityException(e);
    }
  }
}
