package vn.lienthong.signing.jws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.signing.keys.SigningKey;
import vn.lienthong.signing.keys.TrustAnchors;
import vn.lienthong.signing.policy.SignaturePolicy;
import vn.lienthong.signing.testing.TestChain;
import vn.lienthong.signing.testing.TestKeys;
import vn.lienthong.signing.testing.Tool;

final class DetachedJwsTest {
  private static final byte[] BODY = "{\"MaHoSo\":\"hồ sơ\"}".getBytes(StandardCharsets.UTF_8);
  private static final Expected CALL = Expected.request("VN:GOV:NPSP", "POST", "/mapi/g");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"npsp-ec", "npsp-rsa"})
  void a_request_signed_for_this_call_is_right(String alias) {
    String jws = DetachedJws.sign(TestKeys.key(alias), BODY, binding());

    assertThat(check(jws, BODY, CALL)).isInstanceOf(JwsCheck.Valid.class);
    assertThat(jws).contains("..");
  }

  @Test
  void another_body_is_refused() {
    assertThat(check(sign(), "{}".getBytes(StandardCharsets.UTF_8), CALL))
        .isInstanceOf(JwsCheck.Invalid.class);
  }

  @Test
  void another_audience_method_or_path_is_refused() {
    assertThat(text(check(sign(), BODY, Expected.request("OTHER", "POST", "/mapi/g"))))
        .startsWith("aud");
    assertThat(text(check(sign(), BODY, Expected.request("VN:GOV:NPSP", "PUT", "/mapi/g"))))
        .startsWith("htm");
    assertThat(text(check(sign(), BODY, Expected.request("VN:GOV:NPSP", "POST", "/other"))))
        .startsWith("htu");
  }

  @Test
  void a_signature_from_six_minutes_ago_is_refused() {
    JwsCheck late =
        DetachedJws.verify(
            sign(), BODY, TestKeys.anchors(), CALL, TestKeys.NOW.plus(Duration.ofMinutes(6)));

    assertThat(text(late)).startsWith("iat");
  }

  @Test
  void an_unknown_critical_claim_is_refused() {
    String[] parts = sign().split("\\.", -1);
    String header = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
    String changed = header.replace("[\"b64\"]", "[\"b64\",\"new\"]");

    assertThat(text(check(encode(changed) + ".." + parts[2], BODY, CALL))).startsWith("crit");
  }

  @Test
  void alg_none_is_refused() {
    String[] parts = sign().split("\\.", -1);
    String header = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);

    assertThat(text(check(encode(header.replace("ES256", "none")) + "..", BODY, CALL)))
        .startsWith("alg");
  }

  @Test
  void a_signer_of_an_unknown_authority_is_refused() {
    TrustAnchors others = TrustAnchors.of(List.of(TestKeys.key("npsp-rsa").certificate()));

    assertThat(DetachedJws.verify(sign(), BODY, others, CALL, TestKeys.NOW))
        .isInstanceOf(JwsCheck.Invalid.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a.b.c", "e30..", "e30..AAAA", "💥..x"})
  void garbage_is_refused_with_a_sentence(String garbage) {
    assertThat(text(check(garbage, BODY, CALL))).isNotBlank();
  }

  /** RFC 7515 appendix A.3; its payload is encoded, which for the signing input is just a text. */
  @Test
  void the_published_es256_signature_verifies() throws Exception {
    byte[] x = Base64.getUrlDecoder().decode("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU");
    byte[] y = Base64.getUrlDecoder().decode("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0");
    AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
    curve.init(new ECGenParameterSpec("secp256r1"));
    PublicKey key =
        KeyFactory.getInstance("EC")
            .generatePublic(
                new ECPublicKeySpec(
                    new ECPoint(new BigInteger(1, x), new BigInteger(1, y)),
                    curve.getParameterSpec(ECParameterSpec.class)));
    byte[] payload =
        ("eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"
                + "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] value =
        Base64.getUrlDecoder()
            .decode(
                "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSA"
                    + "pmWQxfKTUJqPP3-Kg6NU1Q");

    assertThat(
            DetachedJws.isRight(SignaturePolicy.ES256, key, "eyJhbGciOiJFUzI1NiJ9", payload, value))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"9223372036854775807", "18446744073709551616", "-1", "1e3", "\"1\"", "null", "[]"})
  void an_iat_that_is_no_moment_is_refused_with_a_sentence(String iat) {
    String[] parts = sign().split("\\.", -1);
    String header = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
    String changed = header.replace("\"iat\":" + TestKeys.NOW.getEpochSecond(), "\"iat\":" + iat);

    assertThat(text(check(encode(changed) + ".." + parts[2], BODY, CALL))).startsWith("iat");
  }

  @Test
  void a_signer_under_an_authority_in_between_is_trusted_when_x5c_brings_it() {
    TestChain chain = new TestChain();
    SigningKey leaf = chain.key("secp256r1");
    TrustAnchors root = TrustAnchors.of(List.of(chain.root));
    SigningKey whole =
        new SigningKey("leaf", leaf.key(), List.of(leaf.certificate(), chain.middle, chain.root));

    assertThat(
            DetachedJws.verify(
                DetachedJws.sign(whole, BODY, binding()), BODY, root, CALL, TestKeys.NOW))
        .isInstanceOf(JwsCheck.Valid.class);
    assertThat(
            DetachedJws.verify(
                DetachedJws.sign(leaf, BODY, binding()), BODY, root, CALL, TestKeys.NOW))
        .isInstanceOf(JwsCheck.Invalid.class);
  }

  @Test
  void years_later_a_logged_signature_is_still_checked_over_its_bytes() {
    String sha256 = TestKeys.key("npsp-ec").certificateSha256();

    assertThat(DetachedJws.coverage(sign(), BODY, sha256)).isEqualTo(Coverage.RIGHT);
    assertThat(DetachedJws.coverage(sign(), new byte[0], sha256)).isEqualTo(Coverage.WRONG);
    assertThat(DetachedJws.coverage(sign(), BODY, "00".repeat(32)))
        .isEqualTo(Coverage.CERTIFICATE_ELSEWHERE);
    assertThat(DetachedJws.coverage("garbage", BODY, sha256)).isEqualTo(Coverage.WRONG);
  }

  @Test
  void a_logged_get_request_is_signed_over_no_body() {
    SigningKey key = TestKeys.key("npsp-ec");
    RequestBinding get =
        new RequestBinding(TestKeys.NOW, "id-2", "c-2", "VN:GOV:NPSP", "GET", "/api/v1/x");
    String jws = DetachedJws.sign(key, new byte[0], get);

    assertThat(
            DetachedJws.coverage(
                jws, "GET /api/v1/x".getBytes(StandardCharsets.UTF_8), key.certificateSha256()))
        .isEqualTo(Coverage.RIGHT);
  }

  @Test
  void an_answer_is_bound_to_its_request_and_status() {
    String request = sign();
    String answer =
        DetachedJws.signAnswer(
            TestKeys.key("npsp-ec"),
            BODY,
            new AnswerBinding(binding(), 200, DetachedJws.digest(request)));

    assertThat(check(answer, BODY, answering(200, DetachedJws.digest(request))))
        .isInstanceOf(JwsCheck.Valid.class);
    assertThat(text(check(answer, BODY, answering(500, DetachedJws.digest(request)))))
        .startsWith("status");
    assertThat(text(check(answer, BODY, answering(200, DetachedJws.digest("other")))))
        .startsWith("req");
  }

  @Test
  void every_flipped_bit_of_the_signature_is_refused() {
    String[] parts = sign().split("\\.", -1);
    byte[] value = Base64.getUrlDecoder().decode(parts[2]);
    for (int i = 0; i < value.length; i++) {
      byte[] other = value.clone();
      other[i] ^= 1;
      String jws = parts[0] + ".." + Base64.getUrlEncoder().withoutPadding().encodeToString(other);
      assertThat(check(jws, BODY, CALL)).isInstanceOf(JwsCheck.Invalid.class);
    }
  }

  @Test
  void openssl_verifies_the_elliptic_signature() throws IOException {
    assertThat(openssl("npsp-ec", "-sha256").output()).contains("Verified OK");
  }

  @Test
  void openssl_verifies_the_rsa_pss_signature() throws IOException {
    assertThat(
            openssl(
                    "npsp-rsa",
                    "-sha256",
                    "-sigopt",
                    "rsa_padding_mode:pss",
                    "-sigopt",
                    "rsa_pss_saltlen:32")
                .output())
        .contains("Verified OK");
  }

  private Tool.Result openssl(String alias, String... options) throws IOException {
    SigningKey key = TestKeys.key(alias);
    String[] parts = DetachedJws.sign(key, BODY, binding()).split("\\.", -1);
    byte[] value = Base64.getUrlDecoder().decode(parts[2]);
    Path input = folder.resolve("signing-input");
    Files.write(input, (parts[0] + ".").getBytes(StandardCharsets.US_ASCII));
    Files.write(input, BODY, java.nio.file.StandardOpenOption.APPEND);
    Path signature = folder.resolve("signature");
    Files.write(signature, alias.endsWith("-ec") ? der(value) : value);
    Path publicKey = folder.resolve("key.der");
    Files.write(publicKey, key.certificate().getPublicKey().getEncoded());
    List<String> command = new ArrayList<>(List.of("openssl", "dgst"));
    command.addAll(Arrays.asList(options));
    command.addAll(
        List.of(
            "-keyform",
            "DER",
            "-verify",
            publicKey.toString(),
            "-signature",
            signature.toString(),
            input.toString()));
    return Tool.run(command.toArray(String[]::new));
  }

  /** openssl reads R and S as a DER sequence; a JWS holds them side by side. */
  private static byte[] der(byte[] raw) throws IOException {
    return new DERSequence(
            new ASN1Integer[] {
              new ASN1Integer(new BigInteger(1, Arrays.copyOf(raw, 32))),
              new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(raw, 32, 64)))
            })
        .getEncoded();
  }

  private static Expected answering(int status, String digest) {
    return Expected.answer("VN:GOV:NPSP", "POST", "/mapi/g", status, digest);
  }

  private static String sign() {
    return DetachedJws.sign(TestKeys.key("npsp-ec"), BODY, binding());
  }

  private static RequestBinding binding() {
    return new RequestBinding(TestKeys.NOW, "id-1", "c-1", "VN:GOV:NPSP", "POST", "/mapi/g");
  }

  private static JwsCheck check(String jws, byte[] body, Expected expected) {
    return DetachedJws.verify(jws, body, TestKeys.anchors(), expected, TestKeys.NOW);
  }

  private static String text(JwsCheck check) {
    return switch (check) {
      case JwsCheck.Invalid(var _, String text) -> text;
      case JwsCheck.Valid _ -> "";
    };
  }

  private static String encode(String header) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(header.getBytes(StandardCharsets.UTF_8));
  }
}
