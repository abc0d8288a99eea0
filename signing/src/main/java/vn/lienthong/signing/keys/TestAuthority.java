package vn.lienthong.signing.keys;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate authority for rehearsals, and keys under it. Everything it makes says that it is
 * not for production.
 */
public final class TestAuthority {
  private static final String MARK = "O=TEST ONLY - NOT FOR PRODUCTION,C=VN";
  private static final Duration LIFE = Duration.ofDays(825);

  private final SecureRandom random = new SecureRandom();
  private final Duration life;
  private final Instant from;
  private final KeyPair caKey;
  private final X509Certificate ca;

  private TestAuthority(Instant now, Duration life) throws GeneralSecurityException, IOException {
    this.life = life;
    from = now.minus(Duration.ofHours(1));
    caKey = pair("EC");
    ca = certificate("CN=Lien Thong test CA," + MARK, caKey, true);
  }

  /**
   * Makes {@code hub.p12} (npsp-ec, npsp-rsa, log, log-note, evidence, soap), {@code partners.p12}
   * (npsp, ministry) and {@code test-ca.crt}, readable by their owner only; what was there before
   * is replaced.
   */
  public static void create(Path folder, char[] password, Clock clock) throws IOException {
    create(folder, password, clock, LIFE);
  }

  /** As {@link #create(Path, char[], Clock)}, for keys that live longer or shorter. */
  public static void create(Path folder, char[] password, Clock clock, Duration life)
      throws IOException {
    try {
      TestAuthority authority = new TestAuthority(clock.instant(), life);
      authority.store(
          folder.resolve("hub.p12"),
          password,
          List.of("npsp-ec", "npsp-rsa", "log", "log-note", "evidence", "soap"));
      authority.store(folder.resolve("partners.p12"), password, List.of("npsp", "ministry"));
      writePrivately(folder.resolve("test-ca.crt"), pem(authority.ca));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK makes P-256, RSA and Ed25519 keys", e);
    }
  }

  private void store(Path file, char[] password, List<String> aliases)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, password);
    for (String alias : aliases) {
      KeyPair pair =
          pair(alias.endsWith("-rsa") ? "RSA" : alias.endsWith("-note") ? "Ed25519" : "EC");
      X509Certificate leaf = certificate("CN=" + alias + "," + MARK, pair, false);
      store.setKeyEntry(alias, pair.getPrivate(), password, new Certificate[] {leaf, ca});
    }
    Path temporary = file.resolveSibling(file.getFileName() + ".new");
    try (OutputStream out = Files.newOutputStream(privately(temporary))) {
      store.store(out, password);
    }
    Files.move(temporary, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private KeyPair pair(String kind) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
    switch (kind) {
      case "EC" -> generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      case "RSA" -> generator.initialize(2048, random);
      default -> {
        // Ed25519 has one size
      }
    }
    return generator.generateKeyPair();
  }

  private X509Certificate certificate(String subject, KeyPair pair, boolean authority)
      throws GeneralSecurityException, IOException {
    X500Name issuer =
        authority ? new X500Name(subject) : new X500Name("CN=Lien Thong test CA," + MARK);
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            issuer,
            new BigInteger(127, random).add(BigInteger.ONE),
            Date.from(from),
            Date.from(from.plus(authority ? life.multipliedBy(4) : life)),
            new X500Name(subject),
            pair.getPublic());
    JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
    builder.addExtension(
        Extension.keyUsage,
        true,
        new KeyUsage(
            authority
                ? KeyUsage.keyCertSign | KeyUsage.cRLSign
                : KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        extensions.createSubjectKeyIdentifier(pair.getPublic()));
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        extensions.createAuthorityKeyIdentifier(caKey.getPublic()));
    try {
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(caKey.getPrivate());
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static String pem(X509Certificate certificate) throws GeneralSecurityException {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }

  private static Path privately(Path file) throws IOException {
    Files.deleteIfExists(file);
    return Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  private static void writePrivately(Path file, String text) throws IOException {
    Files.write(privately(file), text.getBytes(StandardCharsets.US_ASCII));
  }
}
