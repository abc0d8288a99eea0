package vn.lienthong.signing.testing;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import vn.lienthong.signing.keys.SigningKey;

/** A root, an authority under it, and keys under that: as public certificate services have them. */
public final class TestChain {
  private static int serial = 1;

  private final KeyPair rootKey = pair("secp256r1");
  private final KeyPair middleKey = pair("secp256r1");
  public final X509Certificate root =
      certify("CN=Root", "CN=Root", rootKey, rootKey.getPrivate(), true);
  public final X509Certificate middle =
      certify("CN=Root", "CN=Middle", middleKey, rootKey.getPrivate(), true);

  /**
   * A key of this curve, or of RSA with so many bits, such as "RSA 1024"; leaf only in its chain.
   */
  public SigningKey key(String kind) {
    KeyPair pair = pair(kind);
    return new SigningKey(
        kind,
        pair.getPrivate(),
        List.of(certify("CN=Middle", "CN=Leaf " + kind, pair, middleKey.getPrivate(), false)));
  }

  private static KeyPair pair(String kind) {
    try {
      KeyPairGenerator generator =
          KeyPairGenerator.getInstance(kind.startsWith("RSA") ? "RSA" : "EC");
      if (kind.startsWith("RSA")) {
        generator.initialize(Integer.parseInt(kind.substring(4)));
      } else {
        generator.initialize(new ECGenParameterSpec(kind));
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509Certificate certify(
      String issuer, String subject, KeyPair pair, PrivateKey signer, boolean authority) {
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
              new X500Name(issuer),
              BigInteger.valueOf(serial++),
              Date.from(TestKeys.NOW.minus(Duration.ofDays(1))),
              Date.from(end(authority)),
              new X500Name(subject),
              pair.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      builder.addExtension(
          Extension.keyUsage,
          true,
          new KeyUsage(authority ? KeyUsage.keyCertSign : KeyUsage.digitalSignature));
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer)));
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Instant end(boolean authority) {
    return TestKeys.NOW.plus(Duration.ofDays(authority ? 3650 : 365));
  }
}
