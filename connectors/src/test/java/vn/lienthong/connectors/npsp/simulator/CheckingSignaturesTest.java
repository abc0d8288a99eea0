package vn.lienthong.connectors.npsp.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.AnswerKey;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.RequestCheck;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.Signatures;
import vn.lienthong.connectors.npsp.simulator.TestCertificates.Holder;
import vn.lienthong.schemas.error.HubException;

class CheckingSignaturesTest {
  @TempDir Path folder;
  private Holder authority;
  private Holder hub;
  private Holder portalKey;
  private NpspSimulator portal;
  private RehearsalClient client;
  private String body;
  private int refusals;

  @BeforeEach
  void start() throws Exception {
    authority = TestCertificates.authority("CN=Test CA");
    hub = TestCertificates.ecLeaf(authority, Duration.ofDays(1));
    portalKey = TestCertificates.ecLeaf(authority, Duration.ofDays(1));
    Path p12 =
        TestCertificates.pkcs12(
            folder.resolve("partners.p12"), "npsp", "secret", portalKey, authority);
    portal = open(RequestCheck.REQUIRED, Optional.of(new AnswerKey(p12, "secret", "npsp")));
    client = new RehearsalClient(portal.url()).loggedIn();
    body =
        client.envelope(
            "DongBoHoSoMC",
            RehearsalClient.data(Items.dossier(Items.CODE, 1)).put("isUpdating", "False"));
  }

  @AfterEach
  void stop() {
    client.close();
    portal.close();
  }

  @Test
  void a_rightly_signed_request_takes_effect_whether_ec_or_rsa() throws Exception {
    assertThat(code(send(body, TestSigner.right(hub).sign(body)))).isEqualTo("00");
    var rsa = TestSigner.right(TestCertificates.rsaLeaf(authority));
    assertThat(code(send(body, rsa.sign(body)))).isEqualTo("3");
    assertThat(portal.state().invalidSignatures()).isZero();
  }

  @Test
  void the_forwarded_path_does_not_count_but_the_providers_does() throws Exception {
    String path =
        "/XrdAdapter/RestService/forward/mapi/g?dstcode=x&providerurl=http%3A%2F%2Fprovider";
    assertThat(code(send(path, body, TestSigner.right(hub).sign(body)))).isEqualTo("00");
  }

  @Test
  void an_unsigned_request_is_refused_where_a_signature_is_required() throws Exception {
    HttpResponse<byte[]> answer = client.post("/mapi/g", body);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(code(answer)).isEqualTo("-5");
    assertThat(portal.state().invalidSignatures()).isEqualTo(1);
  }

  @Test
  void another_body_path_method_or_audience_is_refused() throws Exception {
    TestSigner right = TestSigner.right(hub);
    assertRefused(send(body + " ", right.sign(body)));
    assertRefused(send(body, right.bound("POST", "/mapi/share").sign(body)));
    assertRefused(send(body, right.bound("PUT", "/mapi/g").sign(body)));
    assertRefused(send(body, right.to("VN:GOV:elsewhere").sign(body)));
  }

  @Test
  void an_old_or_early_time_is_refused() throws Exception {
    TestSigner right = TestSigner.right(hub);
    assertRefused(send(body, right.at(Instant.now().minusSeconds(310)).sign(body)));
    assertRefused(send(body, right.at(Instant.now().plusSeconds(310)).sign(body)));
    assertThat(code(send(body, right.at(Instant.now().minusSeconds(250)).sign(body))))
        .isEqualTo("00");
  }

  @Test
  void a_repeated_id_is_refused_also_after_a_restart() throws Exception {
    String jws = TestSigner.right(hub).sign(body);
    assertThat(code(send(body, jws))).isEqualTo("00");
    assertRefused(send(body, jws));

    stop();
    portal = open(RequestCheck.OPTIONAL, Optional.empty());
    client = new RehearsalClient(portal.url()).loggedIn();

    assertRefused(send(body, jws));
  }

  @Test
  void unknown_critical_headers_and_other_algorithms_are_refused() throws Exception {
    TestSigner right = TestSigner.right(hub);
    assertRefused(send(body, right.critical("b64", "exp").sign(body)));
    var rsa = TestSigner.right(TestCertificates.rsaLeaf(authority));
    assertRefused(send(body, rsa.by(JWSAlgorithm.RS256).sign(body)));
    assertRefused(send(body, rsa.by(JWSAlgorithm.PS512).sign(body)));
    assertRefused(send(body, "e30..AAAA"));
    assertRefused(send(body, "nonsense"));
  }

  @Test
  void a_foreign_expired_or_swapped_certificate_is_refused() throws Exception {
    Holder foreign =
        TestCertificates.ecLeaf(TestCertificates.authority("CN=Test CA"), Duration.ofDays(1));
    assertRefused(send(body, TestSigner.right(foreign).sign(body)));
    Holder expired = TestCertificates.ecLeaf(authority, Duration.ofDays(-1));
    assertRefused(send(body, TestSigner.right(expired).sign(body)));
    assertRefused(send(body, TestSigner.right(hub).showing(portalKey).sign(body)));
    assertRefused(send(body, TestSigner.right(authority).sign(body)));
  }

  @Test
  void an_answer_is_signed_and_bound_to_its_request() throws Exception {
    String jws = TestSigner.right(hub).sign(body);

    JWSHeader header = verified(send(body, jws));

    assertThat(header.getCustomParam("status")).isEqualTo(200L);
    assertThat(header.getCustomParam("cid")).isEqualTo("correlation-1");
    assertThat(header.getCustomParam("htu")).isEqualTo("/mapi/g");
    assertThat(header.getCustomParam("req"))
        .isEqualTo(
            Base64URL.encode(ContentHash.sha256(jws.getBytes(StandardCharsets.US_ASCII)))
                .toString());
  }

  @Test
  void a_refusal_is_signed_with_its_own_status_and_an_unsigned_request_has_no_digest()
      throws Exception {
    JWSHeader header = verified(client.post("/mapi/g", body));

    assertThat(header.getCustomParam("status")).isEqualTo(401L);
    assertThat(header.getCustomParam("req")).isEqualTo("");
  }

  /** The header of an answer whose signature fits its bytes. */
  private JWSHeader verified(HttpResponse<byte[]> answer) throws Exception {
    String[] parts = answer.headers().firstValue("X-JWS-Signature").orElseThrow().split("\\.", -1);
    JWSHeader header = JWSHeader.parse(new Base64URL(parts[0]));
    byte[] start = (parts[0] + ".").getBytes(StandardCharsets.US_ASCII);
    byte[] input = Arrays.copyOf(start, start.length + answer.body().length);
    System.arraycopy(answer.body(), 0, input, start.length, answer.body().length);
    var verifier =
        new ECDSAVerifier((ECPublicKey) portalKey.certificate().getPublicKey(), Set.of("b64"));
    assertThat(verifier.verify(header, input, new Base64URL(parts[2]))).isTrue();
    return header;
  }

  @Test
  void an_optional_check_lets_unsigned_requests_pass_and_refuses_wrong_ones() throws Exception {
    stop();
    portal = open(RequestCheck.OPTIONAL, Optional.empty());
    client = new RehearsalClient(portal.url()).loggedIn();

    assertThat(client.add(Items.dossier(Items.CODE, 1)).path("error_code").asText())
        .isEqualTo("00");
    assertRefused(send(body, TestSigner.right(hub).to("x").sign(body)));
  }

  @Test
  void unusable_keys_and_authorities_are_told_with_a_sentence() throws Exception {
    Path none = folder.resolve("none.crt");
    assertThatThrownBy(() -> TrustedChains.of(none, Clock.systemUTC()))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("LT-4083");
    Path p12 = folder.resolve("partners.p12");
    for (AnswerKey key :
        new AnswerKey[] {
          new AnswerKey(p12, "wrong", "npsp"), new AnswerKey(p12, "secret", "nobody")
        }) {
      assertThatThrownBy(() -> new AnswerSigner(key, "x", Clock.systemUTC()))
          .isInstanceOf(HubException.class)
          .hasMessageContaining("LT-4083");
    }
  }

  private NpspSimulator open(RequestCheck check, Optional<AnswerKey> answers)
      throws GeneralSecurityException, IOException {
    Path pem = TestCertificates.pem(folder.resolve("test-ca.crt"), authority);
    return NpspSimulator.start(
        NpspSimulatorSettings.of(folder.resolve("data"))
            .withFetchFiles(false)
            .withSignatures(new Signatures(check, Optional.of(pem), answers)),
        PushingDossiersTest.CATALOGUE,
        Clock.systemUTC());
  }

  private HttpResponse<byte[]> send(String text, String jws) throws IOException {
    return send("/mapi/g", text, jws);
  }

  private HttpResponse<byte[]> send(String path, String text, String jws) throws IOException {
    return client.send(
        client
            .request(path)
            .header("dstcode", RehearsalClient.DSTCODE)
            .header("X-JWS-Signature", jws)
            .POST(BodyPublishers.ofString(text))
            .build());
  }

  private static String code(HttpResponse<byte[]> answer) throws IOException {
    return RehearsalClient.json(answer).path("error_code").asText();
  }

  /** Refused, counted once, without effect. */
  private void assertRefused(HttpResponse<byte[]> answer) throws IOException {
    assertThat(answer.statusCode())
        .as(new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(401);
    assertThat(code(answer)).isEqualTo("-5");
    assertThat(portal.state().invalidSignatures()).isEqualTo(++refusals);
    assertThat(portal.state().applied()).isLessThanOrEqualTo(1);
    assertThat(portal.state().duplicatesAnswered()).isZero();
  }
}
