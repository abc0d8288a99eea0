package vn.lienthong.signing.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.signing.keys.SigningKey;
import vn.lienthong.signing.keys.TrustAnchors;
import vn.lienthong.signing.merkle.Checkpoint;
import vn.lienthong.signing.merkle.SignedNote;
import vn.lienthong.signing.testing.TestChain;
import vn.lienthong.signing.testing.TestKeys;
import vn.lienthong.signing.testing.Tool;

final class SigningCheckpointsTest {
  private static final Checkpoint CHECKPOINT = new Checkpoint("hub.example/log", 7, new byte[32]);
  private static final byte[] TEXT = CHECKPOINT.text().getBytes(StandardCharsets.UTF_8);
  private static final TestChain CHAIN = new TestChain();

  private static final String VERIFY =
      "openssl cms -verify -binary -inform DER -in checkpoint.p7s -content note.txt"
          + " -CAfile ca.crt -purpose any -attime "
          + TestKeys.NOW.getEpochSecond()
          + " -out /dev/null";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"log", "npsp-rsa"})
  void openssl_verifies_the_signature_over_exactly_the_text_of_the_note(String alias)
      throws IOException {
    SigningKey note = TestKeys.key("log-note");
    String published =
        SignedNote.sign(
                CHECKPOINT.text(),
                CHECKPOINT.origin(),
                note.key(),
                note.certificate().getPublicKey())
            .encode();
    Files.writeString(folder.resolve("checkpoint"), published);
    Files.write(
        folder.resolve("checkpoint.p7s"),
        DetachedCms.sign(TestKeys.key(alias), TEXT, TestKeys.NOW));
    Files.write(folder.resolve("text"), TEXT);

    Tool.Result right =
        shell("sed '/^$/,$d' checkpoint > note.txt && cmp note.txt text && " + VERIFY);
    Tool.Result whole = shell("cp checkpoint note.txt && " + VERIFY);

    assertThat(right.output()).contains("CMS Verification successful");
    assertThat(right.status()).isZero();
    assertThat(whole.status()).as("the whole note is not what was signed").isNotZero();
  }

  @Test
  void an_rsa_key_signs_with_pss() throws IOException {
    Files.write(
        folder.resolve("checkpoint.p7s"),
        DetachedCms.sign(TestKeys.key("npsp-rsa"), TEXT, TestKeys.NOW));

    assertThat(shell("openssl cms -cmsout -print -inform DER -in checkpoint.p7s").output())
        .contains("rsassaPss")
        .contains("id-smime-aa-signingCertificateV2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"secp256r1", "secp384r1", "RSA 2048", "RSA 3072"})
  void each_key_that_the_policy_allows_signs(String kind) {
    SigningKey key = withMiddle(CHAIN.key(kind));
    byte[] made = DetachedCms.sign(key, TEXT, TestKeys.NOW);

    assertThat(DetachedCms.verify(made, TEXT, TrustAnchors.of(List.of(CHAIN.root)), TestKeys.NOW))
        .isInstanceOf(CmsCheck.Valid.class);
  }

  @Test
  void a_key_that_is_too_weak_signs_nothing() {
    assertThatThrownBy(() -> DetachedCms.sign(CHAIN.key("RSA 1024"), TEXT, TestKeys.NOW))
        .hasMessageStartingWith("LT-5005")
        .hasMessageContaining("weak");
  }

  @Test
  void a_key_whose_certificate_has_ended_signs_nothing() {
    assertThatThrownBy(
            () ->
                DetachedCms.sign(
                    TestKeys.key("log"), TEXT, TestKeys.NOW.plus(Duration.ofDays(5000))))
        .hasMessageStartingWith("LT-5005");
  }

  @Test
  void other_content_is_refused() {
    byte[] made = sign();
    byte[] other = TEXT.clone();
    other[3] ^= 1;

    assertThat(verify(made, other)).isInstanceOf(CmsCheck.Invalid.class);
    assertThat(verify(made, Arrays.copyOf(TEXT, TEXT.length - 1)))
        .isInstanceOf(CmsCheck.Invalid.class);
  }

  @Test
  void a_signer_of_another_authority_is_not_trusted() {
    assertThat(DetachedCms.verify(sign(), TEXT, TrustAnchors.of(List.of(CHAIN.root)), TestKeys.NOW))
        .isInstanceOf(CmsCheck.Untrusted.class);
  }

  @Test
  void after_the_end_of_its_certificate_a_signature_is_out_of_date_not_wrong() {
    CmsCheck late =
        DetachedCms.verify(
            sign(), TEXT, TestKeys.anchors(), TestKeys.NOW.plus(Duration.ofDays(826)));

    assertThat(late)
        .isInstanceOfSatisfying(
            CmsCheck.OutOfDate.class, out -> assertThat(out.claimedAt()).isEqualTo(TestKeys.NOW));
  }

  @Test
  void an_algorithm_that_the_policy_forbids_is_refused_though_the_signature_is_right()
      throws Exception {
    SigningKey key = TestKeys.key("npsp-rsa");
    CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
    generator.addSignerInfoGenerator(
        new JcaSimpleSignerInfoGeneratorBuilder()
            .build("SHA1withRSA", key.key(), key.certificate()));
    generator.addCertificates(new JcaCertStore(key.chain()));
    byte[] made = generator.generate(new CMSProcessableByteArray(TEXT), false).getEncoded("DER");

    assertThat(verify(made, TEXT))
        .isInstanceOfSatisfying(
            CmsCheck.Invalid.class, bad -> assertThat(bad.text()).contains("not allowed"));
  }

  @Test
  void a_signature_of_a_token_with_pkcs1_padding_is_read() throws Exception {
    SigningKey key = TestKeys.key("npsp-rsa");
    CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
    generator.addSignerInfoGenerator(
        new JcaSimpleSignerInfoGeneratorBuilder()
            .build("SHA256withRSA", key.key(), key.certificate()));
    generator.addCertificates(new JcaCertStore(key.chain()));
    byte[] made = generator.generate(new CMSProcessableByteArray(TEXT), false).getEncoded("DER");

    assertThat(verify(made, TEXT)).isInstanceOf(CmsCheck.Valid.class);
  }

  @Test
  void a_flipped_byte_anywhere_never_makes_it_someone_elses_and_never_crashes() {
    byte[] made = sign();
    X509Certificate signer = TestKeys.key("log").certificate();
    int refused = 0;
    for (int i = 0; i < made.length; i++) {
      byte[] other = made.clone();
      other[i] ^= 0x20;
      switch (verify(other, TEXT)) {
        case CmsCheck.Valid valid -> assertThat(valid.signer()).isEqualTo(signer);
        case CmsCheck.OutOfDate late -> assertThat(late.signer()).isEqualTo(signer);
        case CmsCheck.Untrusted _, CmsCheck.Invalid _ -> refused++;
      }
    }
    // what is left is the authority's certificate, which travels along and is not needed
    assertThat(refused).isGreaterThan(made.length / 2);
  }

  @Test
  void bytes_after_it_are_refused() {
    byte[] made = sign();

    assertThat(verify(Arrays.copyOf(made, made.length + 1), TEXT))
        .isInstanceOf(CmsCheck.Invalid.class);
    assertThat(verify(new byte[0], TEXT)).isInstanceOf(CmsCheck.Invalid.class);
  }

  private static byte[] sign() {
    return DetachedCms.sign(TestKeys.key("log"), TEXT, TestKeys.NOW);
  }

  private static CmsCheck verify(byte[] p7s, byte[] content) {
    return DetachedCms.verify(p7s, content, TestKeys.anchors(), TestKeys.NOW);
  }

  private static SigningKey withMiddle(SigningKey leaf) {
    return new SigningKey(leaf.alias(), leaf.key(), List.of(leaf.certificate(), CHAIN.middle));
  }

  private Tool.Result shell(String script) throws IOException {
    Files.copy(
        TestKeys.authorityFile(),
        folder.resolve("ca.crt"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    return Tool.run("sh", "-c", "cd '" + folder + "' && " + script);
  }
}
