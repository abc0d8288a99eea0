package vn.lienthong.signing.jws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.signing.keys.SigningKey;
import vn.lienthong.signing.keys.TrustAnchors;
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
    TrustAnchors others =
        TrustAnchors.of(java.util.List.of(TestKeys.key("npsp-rsa").certificate()));

    assertThat(DetachedJws.verify(sign(), BODY, others, CALL, TestKeys.NOW))
        .isInstanceOf(JwsCheck.Invalid.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a.b.c", "e30..", "e30..AAAA", "💥..x"})
  void garbage_is_refused_with_a_sentence(String garbage) {
    assertThat(text(check(garbage, BODY, CALL))).isNotBlank();
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
    java.util.List<String> command =
        new java.util.ArrayList<>(java.util.List.of("openssl", "dgst"));
    command.addAll(Arrays.asList(options));
    command.addAll(
        java.util.List.of(
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
