package vn.lienthong.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.signing.keys.KeyStoreFile;
import vn.lienthong.signing.keys.TestAuthority;
import vn.lienthong.signing.keys.TrustAnchors;

final class ExaminingCertificatesTest {
  private static final Instant NOW = Instant.parse("2026-11-24T02:00:00Z");
  private static final char[] PASSWORD = TestIssuer.PASSWORD.toCharArray();
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  @TempDir private Path folder;

  @Test
  void all_is_well_with_keys_that_last_and_fit() throws Exception {
    TestAuthority.create(folder, PASSWORD, CLOCK);

    assertThat(check("hub.p12", "test-ca.crt").look())
        .extracting(Finding::standing)
        .containsOnly(Standing.OK);
  }

  @ParameterizedTest
  @CsvSource({
    "59, WARNING, 60",
    "29, WARNING, 30",
    "13, WARNING, 14",
    "5, PROBLEM, 7",
    "0, PROBLEM, 1"
  })
  void a_certificate_that_ends_soon_is_found(int days, Standing standing, int mark)
      throws Exception {
    TestAuthority.create(folder, PASSWORD, CLOCK, Duration.ofDays(days).plusHours(2));

    List<Finding> found = check("hub.p12", "test-ca.crt").look();

    assertThat(found)
        .filteredOn(one -> one.sentence().english().startsWith("Certificate log ends"))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.standing()).isEqualTo(standing);
              assertThat(one.sentence().english())
                  .contains("in " + days + " days")
                  .endsWith("less than " + mark + " days.");
            });
  }

  @Test
  void a_certificate_that_has_ended_is_a_problem() throws Exception {
    Clock then = Clock.fixed(NOW.minus(Duration.ofDays(9)), ZoneOffset.UTC);
    TestAuthority.create(folder, PASSWORD, then, Duration.ofDays(8));

    assertThat(check("hub.p12", "test-ca.crt").look())
        .filteredOn(one -> one.standing() == Standing.PROBLEM)
        .extracting(one -> one.sentence().english())
        .anyMatch(said -> said.startsWith("Certificate npsp-ec ended on "));
  }

  @Test
  void a_key_of_another_certificate_is_found() throws Exception {
    TestAuthority.create(folder, PASSWORD, CLOCK);
    rewrite("log", "evidence", 2);

    assertThat(check("hub.p12", "test-ca.crt").look())
        .filteredOn(one -> one.standing() == Standing.PROBLEM)
        .extracting(one -> one.sentence().english())
        .containsExactly("The private key of log does not belong to its certificate.");
  }

  @Test
  void a_chain_that_leads_to_no_root_is_found() throws Exception {
    TestAuthority.create(folder, PASSWORD, CLOCK);
    removeAllBut("log");
    rewrite("log", "log", 1);
    Path other = Files.createDirectory(folder.resolve("other"));
    TestAuthority.create(other, PASSWORD, CLOCK);

    assertThat(check("hub.p12", "other/test-ca.crt").look())
        .filteredOn(one -> one.standing() == Standing.WARNING)
        .extracting(one -> one.sentence().english())
        .containsExactly("The certificate chain does not lead to a root: log.");
  }

  /** A PKCS#12 is read with whatever certificates of it continue a chain. */
  private void removeAllBut(String alias) throws Exception {
    Path file = folder.resolve("hub.p12");
    KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD);
    for (String other : Collections.list(store.aliases())) {
      if (!other.equals(alias)) {
        store.deleteEntry(other);
      }
    }
    write(store, file);
  }

  private static void write(KeyStore store, Path file) throws Exception {
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD);
    }
  }

  /** Gives an alias the certificates of another. */
  private void rewrite(String alias, String of, int certificates) throws Exception {
    Path file = folder.resolve("hub.p12");
    KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD);
    PrivateKey key = (PrivateKey) store.getKey(alias, PASSWORD);
    Certificate[] chain = Arrays.copyOf(store.getCertificateChain(of), certificates);
    store.setKeyEntry(alias, key, PASSWORD, chain);
    write(store, file);
  }

  @Test
  void certificates_that_name_nobody_to_ask_leave_revocation_unknown() throws Exception {
    TestAuthority.create(folder, PASSWORD, CLOCK);

    assertThat(check("hub.p12", "test-ca.crt").revocation())
        .singleElement()
        .satisfies(one -> assertThat(one.standing()).isEqualTo(Standing.UNKNOWN))
        .satisfies(one -> assertThat(one.sentence().english()).contains("npsp-ec", "soap"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_certificate_that_its_issuer_knows_as_good_is_well_by_ocsp_and_by_crl(boolean ocsp)
      throws Exception {
    try (TestIssuer issuer = new TestIssuer(folder)) {
      Path store = issuer.keyStore(ocsp ? issuer.atOcsp() : issuer.atCrl());

      assertThat(now(store, issuer).revocation())
          .extracting(Finding::standing)
          .containsExactly(Standing.OK);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_revoked_certificate_is_found_by_ocsp_and_by_crl(boolean ocsp) throws Exception {
    try (TestIssuer issuer = new TestIssuer(folder)) {
      Path store = issuer.keyStore(ocsp ? issuer.atOcsp() : issuer.atCrl());
      issuer.revoke();

      assertThat(now(store, issuer).revocation())
          .singleElement()
          .satisfies(one -> assertThat(one.standing()).isEqualTo(Standing.PROBLEM))
          .satisfies(
              one ->
                  assertThat(one.sentence().english()).startsWith("Certificate leaf was revoked"));
    }
  }

  @Test
  void an_issuer_that_does_not_answer_leaves_revocation_unknown() throws Exception {
    TestIssuer issuer = new TestIssuer(folder);
    Path store = issuer.keyStore(issuer.atOcsp());
    issuer.close();

    assertThat(now(store, issuer).revocation())
        .extracting(Finding::standing)
        .containsExactly(Standing.UNKNOWN);
  }

  private CertificatesCheck check(String store, String roots) {
    return new CertificatesCheck(
        KeyStoreFile.open(folder.resolve(store), PASSWORD),
        TrustAnchors.read(folder.resolve(roots)),
        CLOCK);
  }

  /** What openssl makes begins now. */
  private static CertificatesCheck now(Path store, TestIssuer issuer) {
    return new CertificatesCheck(
        KeyStoreFile.open(store, PASSWORD),
        TrustAnchors.read(issuer.certificate()),
        Clock.systemUTC());
  }
}
