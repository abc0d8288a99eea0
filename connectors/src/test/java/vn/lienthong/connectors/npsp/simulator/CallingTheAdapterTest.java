package vn.lienthong.connectors.npsp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallingTheAdapterTest {
  private static final ObjectMapper JSON = RehearsalClient.JSON;
  private static final String FORWARD =
      "/XrdAdapter/RestService/forward/mapi/g?dstcode="
          + RehearsalClient.DSTCODE.replace(":", "%3A")
          + "&providerurl=http%3A%2F%2Fprovider";

  @TempDir Path data;
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  private NpspSimulator portal;
  private RehearsalClient client;

  @BeforeEach
  void start() throws IOException {
    InstantSource source = now::get;
    portal =
        NpspSimulator.start(
            NpspSimulatorSettings.of(data).withSessionLifetime(Duration.ofMinutes(5)),
            PushingDossiersTest.CATALOGUE,
            source.withZone(ZoneOffset.UTC));
    client = new RehearsalClient(portal.url()).loggedIn();
  }

  @AfterEach
  void stop() {
    client.close();
    portal.close();
  }

  @Test
  void a_wrong_password_gives_no_session() throws IOException {
    JsonNode answer =
        RehearsalClient.json(
            client.post("/mapi/login", "{\"username\":\"H38\",\"password\":\"x\"}"));

    assertThat(answer.path("error_code").asText()).isEqualTo("-4");
    assertThat(answer.has("session")).isFalse();
  }

  @Test
  void a_session_ends_after_its_lifetime_and_a_new_login_helps() throws IOException {
    assertThat(client.share("LayDanhMucCoQuan").path("error_code").asText()).isEqualTo("00");

    now.updateAndGet(time -> time.plus(Duration.ofMinutes(6)));

    JsonNode answer = client.share("LayDanhMucCoQuan");
    assertThat(answer.path("error_code").asText()).isEqualTo("-2");
    assertThat(answer.path("message").asText()).contains("hết hạn");
    assertThat(client.loggedIn().share("LayDanhMucCoQuan").path("error_code").asText())
        .isEqualTo("00");
  }

  @Test
  void the_destination_code_comes_as_header_or_parameter_and_must_be_right() throws IOException {
    String body = client.envelope("TraCuuHoSo", JSON.createObjectNode().put("MaHoSo", "x"));
    var bare = client.request("/mapi/g").POST(BodyPublishers.ofString(body)).build();
    assertThat(RehearsalClient.json(client.send(bare)).path("error_code").asText()).isEqualTo("-4");

    String path = "/mapi/g?dstcode=" + RehearsalClient.DSTCODE.replace(":", "%3A");
    var inQuery = client.request(path).POST(BodyPublishers.ofString(body)).build();
    assertThat(RehearsalClient.json(client.send(inQuery)).path("error_code").asText())
        .isEqualTo("00");

    var wrong =
        client.request("/mapi/g").header("dstcode", "VN:GOV:X").POST(BodyPublishers.ofString("{}"));
    assertThat(client.send(wrong.build()).body()).asString(StandardCharsets.UTF_8).contains("-4");
  }

  @Test
  void the_forwarding_form_reaches_the_same_services_and_wants_the_provider() throws IOException {
    String body = client.envelope("LayThuTuc", JSON.createObjectNode().put("MaTTHC", "1.000010"));
    var forwarded = client.request(FORWARD).POST(BodyPublishers.ofString(body)).build();
    assertThat(RehearsalClient.json(client.send(forwarded)).path("result")).hasSize(1);

    var noProvider =
        client
            .request(FORWARD.substring(0, FORWARD.indexOf("&providerurl")))
            .POST(BodyPublishers.ofString(body))
            .build();
    assertThat(client.send(noProvider).statusCode()).isEqualTo(400);
  }

  @Test
  void a_service_at_the_wrong_endpoint_or_an_unknown_one_is_refused() throws IOException {
    ObjectNode none = JSON.createObjectNode();
    assertThat(client.integration("LayDanhSachTTHC", none).path("error_code").asText())
        .isEqualTo("-1");
    assertThat(client.share("DongBoHoSoMC").path("error_code").asText()).isEqualTo("-1");
    assertThat(client.post("/elsewhere", "{}").statusCode()).isEqualTo(404);
    assertThat(RehearsalClient.json(client.post("/mapi/g", "no json")).path("error_code").asText())
        .isEqualTo("-1");
  }

  @Test
  void a_call_must_say_which_agency_calls() throws IOException {
    String noAgency =
        client.envelope("LayDanhMucCoQuan", JSON.createObjectNode()).replace("000.00.00.H38", "");

    JsonNode answer = RehearsalClient.json(client.post("/mapi/share", noAgency));

    assertThat(answer.path("error_code").asText()).isEqualTo("-4");
    assertThat(answer.path("message").asText()).contains("madonvi");
  }

  @Test
  void is_updating_must_be_true_or_false_and_data_an_array() throws IOException {
    ObjectNode fields = RehearsalClient.data(Items.dossier(Items.CODE, 1));
    assertThat(client.integration("DongBoHoSoMC", fields).path("message").asText())
        .contains("isUpdating");
    assertThat(client.add().path("error_code").asText()).isEqualTo("-1");
  }

  @Test
  void the_relay_of_2023_takes_bare_arrays_and_answers_two_texts() throws IOException {
    String dossier = "[" + Items.dossier(Items.CODE, 1) + "]";

    JsonNode added = RehearsalClient.json(client.post("/relay/them-moi", dossier));
    assertThat(added.properties()).hasSize(2);
    assertThat(added.path("error_code").asText()).isEqualTo("0");
    assertThat(
            RehearsalClient.json(client.post("/relay/them-moi", dossier)).path("message").asText())
        .contains("đã tồn tại");
    client.post("/relay/tien-do", "[" + Items.step(Items.CODE, 2) + "]");
    client.post("/relay/cap-nhat", "[" + Items.dossier(Items.CODE, 3) + "]");
    client.post(
        "/SynsTTHCC/DongBoHoSoMC?MaDinhDanhDV=000.00.01.H38&isUpdating=True",
        "[" + Items.dossier(Items.CODE, 4) + "]");

    assertThat(portal.state().applied()).isEqualTo(4);
    assertThat(portal.state().steps()).isEqualTo(1);
  }

  @Test
  void the_relay_reads_catalogues_with_the_answer_as_text_in_message() throws IOException {
    JsonNode answer = client.get("/KetNoiMotCuaQuocGia/LayThuTuc?maTTHC=1.000010");
    JsonNode inner = JSON.readTree(answer.path("message").asText());
    assertThat(inner.path("result").path(0).path("MATTHC").asText()).isEqualTo("1.000010");

    JsonNode scope = client.get("/KetNoiMotCuaQuocGia/LayDanhSachTTHCDonVi?maDonVi=H38");
    assertThat(JSON.readTree(scope.path("message").asText()).path("result")).hasSize(1655);
  }

  @Test
  void chunked_bodies_and_several_calls_on_one_connection_are_read() throws IOException {
    String body = client.envelope("TraCuuHoSo", JSON.createObjectNode().put("mahoso", "x"));
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String chunked =
        "POST /mapi/g HTTP/1.1\r\nHost: x\r\ndstcode: "
            + RehearsalClient.DSTCODE
            + "\r\nTransfer-Encoding: chunked\r\n\r\n"
            + Integer.toHexString(bytes.length)
            + "\r\n"
            + body
            + "\r\n0\r\n\r\n";

    try (var socket = new Socket("127.0.0.1", portal.port())) {
      socket.getOutputStream().write((chunked + chunked).getBytes(StandardCharsets.UTF_8));
      socket
          .getOutputStream()
          .write(
              "GET /_state HTTP/1.1\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(all.split("HTTP/1.1 200", -1)).hasSize(4);
      assertThat(all).contains("\"lookups\":2");
    }
  }

  @Test
  void what_is_no_http_is_answered_with_400_and_a_body_too_long_with_413() throws IOException {
    assertThat(raw("nonsense\r\n\r\n")).startsWith("HTTP/1.1 400");
    assertThat(raw("POST /mapi/g HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n"))
        .startsWith("HTTP/1.1 413");
  }

  private String raw(String request) throws IOException {
    try (var socket = new Socket("127.0.0.1", portal.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
