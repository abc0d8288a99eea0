package vn.lienthong.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import javax.security.auth.callback.CallbackHandler;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.endpoint.Client;
import org.apache.cxf.jaxws.endpoint.dynamic.JaxWsDynamicClientFactory;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.ws.security.wss4j.WSS4JOutInterceptor;
import org.apache.wss4j.common.ext.WSPasswordCallback;
import org.apache.wss4j.dom.handler.WSHandlerConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.demo.HubUnderTest.Running;
import vn.lienthong.routes.exposed.RegisterClient;
import vn.lienthong.routes.messagelog.EntryDraft;
import vn.lienthong.routes.messagelog.LogSearch;
import vn.lienthong.signing.jws.DetachedJws;
import vn.lienthong.signing.jws.RequestBinding;
import vn.lienthong.signing.keys.KeyStoreFile;
import vn.lienthong.signing.keys.SigningKey;

/** What a ministry's developer calls: REST by curl, SOAP by a client made from the served WSDL. */
@ExtendWith(HubUnderTest.class)
final class CallingTheServicesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NAMESPACE = "urn:vn:lien-thong:dossier-status:1";

  @TempDir private Path temporary;

  @Test
  void curl_gets_a_token_and_the_status_of_a_dossier(Running hub) throws Exception {
    String name = client("rest-");
    String secret = clients(hub).addWithSecret(name, "test");
    grantAll(hub, name);
    String code = hub.deliveredDossier();
    JsonNode status =
        JSON.readTree(
            curl("-H", "Authorization: Bearer " + token(hub, name, secret), url(hub, code)));
    assertThat(status.path("dossierCode").asText()).isEqualTo(code);
    assertThat(status.path("statusCode").asInt()).isBetween(1, 10);
    assertThat(status.path("version").asLong()).isPositive();
    assertThat(entriesOf(hub, name))
        .containsExactly(
            "REQUEST token", "ANSWER token", "REQUEST dossier-status", "ANSWER dossier-status");
  }

  @Test
  void an_unchanged_status_is_answered_304(Running hub) throws Exception {
    String name = client("etag-");
    String secret = clients(hub).addWithSecret(name, "test");
    grantAll(hub, name);
    String bearer = "Authorization: Bearer " + token(hub, name, secret);
    String head =
        curl("-D", "-", "-o", "/dev/null", "-H", bearer, url(hub, hub.deliveredDossier()));
    String tag =
        head.lines()
            .filter(line -> line.startsWith("ETag:"))
            .findFirst()
            .orElseThrow()
            .substring(6)
            .strip();
    assertThat(
            curl(
                "-o",
                "/dev/null",
                "-w",
                "%{http_code}",
                "-H",
                bearer,
                "-H",
                "If-None-Match: " + tag,
                url(hub, hub.deliveredDossier())))
        .isEqualTo("304");
  }

  @Test
  void nothing_is_allowed_unless_granted(Running hub) throws Exception {
    String name = client("poor-");
    String secret = clients(hub).addWithSecret(name, "test");
    JsonNode problem =
        JSON.readTree(
            curl(
                "-H",
                "Authorization: Bearer " + token(hub, name, secret),
                url(hub, hub.deliveredDossier())));
    assertThat(problem.path("code").asText()).isEqualTo("LT-7002");
    assertThat(problem.path("status").asInt()).isEqualTo(403);
    assertThat(problem.path("adviceVi").asText()).isNotBlank();
    assertThat(entriesOf(hub, name)).contains("ANSWER dossier-status");
  }

  @Test
  void a_dossier_outside_the_scope_looks_like_one_that_is_not_there(Running hub) throws Exception {
    String name = client("other-");
    String secret = clients(hub).addWithSecret(name, "test");
    clients(hub)
        .grant(name, new RegisterClient.Scope(RegisterClient.DOSSIER_STATUS, "H99", "*"), "test");
    String bearer = "Authorization: Bearer " + token(hub, name, secret);
    JsonNode theirs = JSON.readTree(curl("-H", bearer, url(hub, hub.deliveredDossier())));
    JsonNode nobodys = JSON.readTree(curl("-H", bearer, url(hub, "H38.1-261124-9999")));
    assertThat(theirs.path("code")).isEqualTo(nobodys.path("code"));
    assertThat(theirs.path("status").asInt()).isEqualTo(404);
  }

  @Test
  void a_wrong_secret_and_a_missing_token_are_401_with_what_to_do(Running hub) throws Exception {
    JsonNode wrong =
        JSON.readTree(
            curl(
                "-d",
                "grant_type=client_credentials",
                "-u",
                "nobody:wrong",
                hub.address() + "/token"));
    assertThat(wrong.path("code").asText()).isEqualTo("LT-7001");
    JsonNode missing = JSON.readTree(curl(url(hub, "H38.1-261124-0001")));
    assertThat(missing.path("status").asInt()).isEqualTo(401);
    assertThat(missing.path("advice").asText()).contains("registered key");
  }

  @Test
  void a_signed_call_is_answered_signed_once_and_bound_to_its_path(Running hub) throws Exception {
    SigningKey ministry = hub.ministry();
    String name = hub.ministryClient();
    String path = "/api/v1/dossiers/" + hub.deliveredDossier();
    String jws = signed(ministry, path);
    String answer = curl("-i", "-H", "X-JWS-Signature: " + jws, hub.address() + path);
    assertThat(answer).contains("HTTP/1.1 200").contains("X-JWS-Signature: ");
    String claims =
        new String(
            Base64.getUrlDecoder()
                .decode(
                    answer
                        .lines()
                        .filter(line -> line.startsWith("X-JWS-Signature: "))
                        .findFirst()
                        .orElseThrow()
                        .substring(17)
                        .split("\\.")[0]),
            StandardCharsets.UTF_8);
    assertThat(claims).contains("\"aud\":\"" + name + "\"").contains("\"status\":200");
    assertThat(curl("-H", "X-JWS-Signature: " + jws, hub.address() + path)).contains("LT-7007");
    assertThat(
            curl(
                "-H",
                "X-JWS-Signature: " + signed(ministry, path),
                hub.address() + "/api/v1/dossiers/H38.1-261124-0001"))
        .contains("LT-7001");
  }

  @Test
  void a_client_made_from_the_served_wsdl_gets_the_status(Running hub) throws Exception {
    String name = hub.ministryClient();
    String code = hub.deliveredDossier();
    Client soap = soapClient(hub);
    List<byte[]> received = new ArrayList<>();
    soap.getInInterceptors().add(new Keep(received));
    Object[] answer = soap.invoke("getDossierStatus", code);
    assertThat(answer[0].getClass().getMethod("getDossierCode").invoke(answer[0])).isEqualTo(code);
    assertThat(entriesOf(hub, name)).contains("REQUEST dossier-status", "ANSWER dossier-status");
    verifiedByXmlsec(hub, received.getFirst());
  }

  @Test
  void a_refused_soap_call_is_a_typed_fault(Running hub) throws Exception {
    hub.ministryClient();
    Client soap = soapClient(hub);
    assertThatThrownBy(() -> soap.invoke("getDossierStatus", "H38.1-261124-0001"))
        .hasMessageContaining("H38.1-261124-0001")
        .satisfies(
            raised -> {
              Object typed = raised.getClass().getMethod("getFaultInfo").invoke(raised);
              assertThat(typed.getClass().getMethod("getCode").invoke(typed)).isEqualTo("LT-7003");
            });
  }

  @Test
  void an_unsigned_soap_call_is_refused_as_unrecognised(Running hub) throws Exception {
    String answer =
        curl(
            "-H",
            "Content-Type: text/xml",
            "-d",
            envelope(hub.deliveredDossier()),
            hub.address() + "/soap/dossier-status");
    assertThat(answer).contains("<code>LT-7001</code>").contains("soap:Client");
  }

  @Test
  void what_is_no_soap_is_a_fault_of_the_caller(Running hub) throws Exception {
    for (String body : List.of("<x/>", "no xml", "", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")) {
      assertThat(
              curl(
                  "-H",
                  "Content-Type: text/xml",
                  "-d",
                  body,
                  hub.address() + "/soap/dossier-status"))
          .as(body)
          .contains("Fault")
          .doesNotContain("LT-7008");
    }
  }

  @Test
  void the_contracts_are_served(Running hub) throws Exception {
    assertThat(curl(hub.address() + "/api/v1/openapi.yaml")).contains("getDossierStatus");
    assertThat(curl(hub.address() + "/soap/dossier-status?wsdl"))
        .contains("dossier-status.xsd")
        .contains(hub.address() + "/soap/dossier-status");
  }

  private static String envelope(String code) {
    return """
    <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>\
    <getDossierStatus xmlns="%s"><dossierCode>%s</dossierCode></getDossierStatus></s:Body></s:Envelope>"""
        .formatted(NAMESPACE, code);
  }

  private static String client(String prefix) {
    return prefix + UUID.randomUUID().toString().substring(0, 8);
  }

  private static RegisterClient clients(Running hub) {
    return hub.hub().getBean(RegisterClient.class);
  }

  private static void grantAll(Running hub, String name) {
    clients(hub)
        .grant(name, new RegisterClient.Scope(RegisterClient.DOSSIER_STATUS, "*", "*"), "test");
  }

  private static String url(Running hub, String code) {
    return hub.address() + "/api/v1/dossiers/" + code;
  }

  private static String token(Running hub, String name, String secret) throws Exception {
    return JSON.readTree(
            curl(
                "-u",
                name + ":" + secret,
                "-d",
                "grant_type=client_credentials",
                hub.address() + "/token"))
        .path("access_token")
        .asText();
  }

  private static String curl(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("curl", "-s", "-S", "--max-time", "20"));
    command.addAll(List.of(arguments));
    return HubUnderTest.output(command);
  }

  private static Path partners(Running hub) {
    return hub.folder().keys().resolve("partners.p12");
  }

  private static char[] password(Running hub) throws IOException {
    return Files.readString(hub.folder().keys().resolve("password")).strip().toCharArray();
  }

  private static String signed(SigningKey key, String path) {
    return DetachedJws.sign(
        key,
        new byte[0],
        new RequestBinding(
            Clock.systemUTC().instant(),
            UUID.randomUUID().toString(),
            UUID.randomUUID().toString(),
            "lien-thong",
            "GET",
            path));
  }

  private static List<String> entriesOf(Running hub, String partner) {
    return hub
        .hub()
        .getBean(LogSearch.class)
        .search(
            new LogSearch.Query(
                java.util.Optional.empty(),
                java.util.Optional.of(partner),
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                100),
            "test",
            "look at the calls")
        .stream()
        .filter(found -> found.kind() != EntryDraft.Kind.OPERATOR_ACT)
        .map(found -> found.kind() + " " + found.service())
        .toList();
  }

  private Client soapClient(Running hub) throws Exception {
    Client soap =
        JaxWsDynamicClientFactory.newInstance()
            .createClient(hub.address() + "/soap/dossier-status?wsdl");
    Properties crypto = new Properties();
    crypto.put("org.apache.wss4j.crypto.provider", "org.apache.wss4j.common.crypto.Merlin");
    crypto.put("org.apache.wss4j.crypto.merlin.keystore.type", "PKCS12");
    crypto.put("org.apache.wss4j.crypto.merlin.keystore.file", partners(hub).toString());
    crypto.put("org.apache.wss4j.crypto.merlin.keystore.password", new String(password(hub)));
    String secret = new String(password(hub));
    CallbackHandler passwords =
        callbacks -> {
          for (var callback : callbacks) {
            ((WSPasswordCallback) callback).setPassword(secret);
          }
        };
    soap.getOutInterceptors()
        .add(
            new WSS4JOutInterceptor(
                Map.of(
                    WSHandlerConstants.ACTION,
                    "Timestamp Signature",
                    WSHandlerConstants.SIG_PROP_REF_ID,
                    "crypto",
                    "crypto",
                    crypto,
                    WSHandlerConstants.SIGNATURE_USER,
                    "ministry",
                    WSHandlerConstants.PW_CALLBACK_REF,
                    passwords,
                    WSHandlerConstants.SIG_KEY_ID,
                    "DirectReference",
                    WSHandlerConstants.SIG_ALGO,
                    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
                    WSHandlerConstants.SIG_DIGEST_ALGO,
                    "http://www.w3.org/2001/04/xmlenc#sha256",
                    WSHandlerConstants.SIGNATURE_PARTS,
                    "{}{http://schemas.xmlsoap.org/soap/envelope/}Body;"
                        + "{}{http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd}Timestamp")));
    return soap;
  }

  /** Keeps the exact bytes that came in. */
  private static final class Keep extends AbstractPhaseInterceptor<Message> {
    private final List<byte[]> received;

    Keep(List<byte[]> received) {
      super(Phase.RECEIVE);
      this.received = received;
    }

    @Override
    public void handleMessage(Message message) {
      try {
        byte[] bytes = message.getContent(InputStream.class).readAllBytes();
        received.add(bytes);
        message.setContent(InputStream.class, new ByteArrayInputStream(bytes));
      } catch (IOException e) {
        throw new SoapFault(e.toString(), SoapFault.FAULT_CODE_CLIENT);
      }
    }
  }

  private void verifiedByXmlsec(Running hub, byte[] envelope) throws Exception {
    Path file = temporary.resolve("answer.xml");
    Files.write(file, envelope);
    X509Certificate certificate =
        KeyStoreFile.open(hub.folder().keys().resolve("hub.p12"), password(hub))
            .signingKey("soap")
            .certificate();
    Path pem = temporary.resolve("soap.pem");
    Files.writeString(
        pem,
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
            + "\n-----END CERTIFICATE-----\n");
    List<String> verify =
        List.of(
            "xmlsec1",
            "--verify",
            "--enabled-key-data",
            "x509",
            "--pubkey-cert-pem",
            pem.toString(),
            "--id-attr:Id",
            "http://schemas.xmlsoap.org/soap/envelope/:Body",
            "--id-attr:Id",
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd:Timestamp",
            file.toString());
    HubUnderTest.output(verify);
    Files.writeString(
        file, new String(envelope, StandardCharsets.UTF_8).replace("<version>", "<version>1"));
    assertThatThrownBy(() -> HubUnderTest.output(verify)).isInstanceOf(AssertionError.class);
  }
}
