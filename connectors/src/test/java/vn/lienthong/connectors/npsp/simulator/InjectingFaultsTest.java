package vn.lienthong.connectors.npsp.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InjectingFaultsTest {
  private static final String OTHER = "H38.101-261124-0002";

  @TempDir Path data;
  private static final Duration LONG = Duration.ofSeconds(60);

  private NpspSimulator portal;
  private RehearsalClient client;

  @BeforeEach
  void start() throws IOException {
    portal =
        NpspSimulator.start(
            NpspSimulatorSettings.of(data).withFetchFiles(false),
            PushingDossiersTest.CATALOGUE,
            Clock.systemUTC());
    client = new RehearsalClient(portal.url()).loggedIn();
  }

  @AfterEach
  void stop() {
    client.close();
    portal.close();
  }

  @Test
  void a_delayed_answer_comes_after_its_effect() {
    portal.fault(NpspFault.delay(Duration.ofMinutes(10)).times(1));

    assertThatThrownBy(() -> addWithin(Duration.ofMillis(300)))
        .isInstanceOf(HttpTimeoutException.class);

    await().atMost(LONG).until(() -> portal.state().applied() == 1);
  }

  @Test
  void a_late_effect_comes_after_the_client_has_gone() {
    portal.fault(NpspFault.lateEffect(Duration.ofSeconds(3)).times(1));

    assertThatThrownBy(() -> addWithin(Duration.ofMillis(200)))
        .isInstanceOf(HttpTimeoutException.class);

    assertThat(portal.state().applied()).isZero();
    await().atMost(LONG).until(() -> portal.state().applied() == 1);
  }

  @Test
  void a_status_has_no_effect_and_may_say_when_to_come_again() throws IOException {
    portal.fault(NpspFault.status(429).retryAfter(7).on("DongBoHoSoMC").times(1));
    portal.fault(NpspFault.status(502).times(1));

    HttpResponse<byte[]> busy = client.post("/mapi/g", addBody());
    assertThat(busy.statusCode()).isEqualTo(429);
    assertThat(busy.headers().firstValue("Retry-After")).contains("7");
    assertThat(client.post("/mapi/g", addBody()).statusCode()).isEqualTo(502);
    assertThat(portal.state().applied()).isZero();
    assertThat(client.add(Items.dossier(Items.CODE, 1)).path("error_code").asText())
        .isEqualTo("00");
  }

  /**
   * How much of it a caller still reads before a reset is up to its system: one of many is whole.
   */
  @Test
  void a_connection_is_reset_after_n_bytes_of_the_answer_and_the_effect_stays() throws IOException {
    portal.fault(NpspFault.resetAfter(20));
    List<Integer> received = new ArrayList<>();

    for (int i = 0; i < 20 && !received.contains(20); i++) {
      received.add(bytesBeforeReset());
    }

    assertThat(received).contains(20).allMatch(bytes -> bytes <= 20);
    assertThat(portal.state().applied()).isEqualTo(1);
  }

  private int bytesBeforeReset() throws IOException {
    try (var socket = new Socket("127.0.0.1", portal.port())) {
      socket.getOutputStream().write(rawAdd());
      var received = new AtomicInteger();
      assertThatThrownBy(
              () -> {
                while (socket.getInputStream().read() >= 0) {
                  received.incrementAndGet();
                }
              })
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
      return received.get();
    }
  }

  @Test
  void a_reset_may_come_before_the_effect() {
    portal.fault(NpspFault.resetAfter(0).withEffect(false).times(1));

    assertThatThrownBy(() -> client.post("/mapi/g", addBody())).isInstanceOf(IOException.class);

    assertThat(portal.state().applied()).isZero();
  }

  @Test
  void a_lost_reply_leaves_the_effect_behind() {
    portal.fault(NpspFault.replyLost().on("DongBoHoSoMC").times(1));

    assertThatThrownBy(() -> client.post("/mapi/g", addBody())).isInstanceOf(IOException.class);

    assertThat(portal.state().applied()).isEqualTo(1);
  }

  @Test
  void garbage_is_no_json_and_has_an_effect_only_when_asked_for() throws IOException {
    portal.fault(NpspFault.garbage().times(1));
    portal.fault(NpspFault.garbage().withEffect(true).times(1));

    HttpResponse<byte[]> answer = client.post("/mapi/g", addBody());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThatThrownBy(() -> RehearsalClient.json(answer)).isInstanceOf(IOException.class);
    assertThat(portal.state().applied()).isZero();
    client.post("/mapi/g", addBody());
    assertThat(portal.state().applied()).isEqualTo(1);
  }

  @Test
  void an_expired_session_stays_expired() throws IOException {
    portal.fault(NpspFault.sessionExpired().times(1));

    assertThat(client.add(Items.dossier(Items.CODE, 1)).path("error_code").asText())
        .isEqualTo("-2");
    assertThat(client.add(Items.dossier(Items.CODE, 1)).path("error_code").asText())
        .isEqualTo("-2");
    assertThat(client.loggedIn().add(Items.dossier(Items.CODE, 1)).path("error_code").asText())
        .isEqualTo("00");
  }

  @Test
  void keys_come_in_another_case() throws IOException {
    portal.fault(NpspFault.keyCase().times(1));

    JsonNode answer = client.share("LayDanhMucCoQuan");

    assertThat(answer.path("ERROR_CODE").asText()).isEqualTo("00");
    assertThat(answer.path("RESULT").path(0).has("madonvi")).isTrue();
  }

  @Test
  void one_bad_dossier_spoils_its_batch_until_cleared() throws IOException {
    portal.fault(NpspFault.badDossier(OTHER));

    JsonNode answer = client.add(Items.dossier(Items.CODE, 1), Items.dossier(OTHER, 1));
    assertThat(answer.path("message").asText()).contains(OTHER);
    assertThat(client.add(Items.dossier(Items.CODE, 1)).path("error_code").asText())
        .isEqualTo("00");
    assertThat(client.add(Items.dossier(OTHER, 1)).path("error_code").asText()).isEqualTo("-3");
    portal.clearFaults();
    assertThat(client.add(Items.dossier(OTHER, 1)).path("error_code").asText()).isEqualTo("00");
  }

  @Test
  void a_closed_port_refuses_connections_and_opens_again_with_all_it_knew() throws IOException {
    client.add(Items.dossier(Items.CODE, 1));

    portal.down();
    // A caller that kept a connection sees it end; a new caller is refused.
    assertThatThrownBy(() -> client.post("/mapi/g", addBody())).isInstanceOf(IOException.class);
    try (RehearsalClient stranger = new RehearsalClient(portal.url())) {
      assertThatThrownBy(() -> stranger.post("/mapi/g", addBody()))
          .isInstanceOf(ConnectException.class);
    }
    portal.up();

    assertThat(client.knows(Items.CODE)).isTrue();
  }

  @Test
  void faults_are_set_listed_and_cleared_by_http() throws IOException {
    client.post(
        "/_fault", "{\"kind\":\"status\",\"status\":503,\"service\":\"login\",\"count\":2}");
    client.post("/_fault", "{\"kind\":\"replyLost\"}");

    assertThat(client.get("/_fault").findValuesAsText("kind"))
        .containsExactly("status", "reply-lost");
    assertThat(client.post("/mapi/login", "{}").statusCode()).isEqualTo(503);
    assertThat(client.get("/_fault").path(0).path("count").asInt()).isEqualTo(1);
    client.post("/_fault", "{\"kind\":\"clear\"}");
    assertThat(client.get("/_fault")).isEmpty();
  }

  @Test
  void what_is_no_fault_is_answered_with_the_words_that_are() throws IOException {
    HttpResponse<byte[]> unknown = client.post("/_fault", "{\"kind\":\"earthquake\"}");

    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(unknown.body()).asString().contains("'earthquake'", "reply-lost", "bad-dossier");
    assertThat(client.post("/_fault", "{\"kind\":\"down\"}").statusCode()).isEqualTo(400);
    assertThat(client.post("/_fault", "{\"kind\":\"bad-dossier\"}").statusCode()).isEqualTo(400);
    assertThat(client.post("/_fault", "{\"kind\":\"status\",\"status\":700}").statusCode())
        .isEqualTo(400);
    assertThat(client.get("/_fault")).isEmpty();
    assertThat(client.send(client.request("/_effects?from=first").build()).body())
        .asString()
        .isEqualTo("from must be a number, is 'first'");
  }

  @Test
  void the_port_can_be_closed_for_a_while_by_http() throws IOException {
    try (var kept = new Socket("127.0.0.1", portal.port())) {
      kept.setSoTimeout((int) LONG.toMillis());

      client.post("/_fault", "{\"kind\":\"down\",\"ms\":300}");

      assertThat(kept.getInputStream().read()).isEqualTo(-1);
    }
    await().atMost(LONG).ignoreExceptions().until(() -> client.get("/_state").has("applied"));
  }

  private HttpResponse<byte[]> addWithin(Duration timeout) throws IOException {
    return client.send(
        client
            .request("/mapi/g")
            .timeout(timeout)
            .header("dstcode", RehearsalClient.DSTCODE)
            .POST(BodyPublishers.ofString(addBody()))
            .build());
  }

  private String addBody() {
    return client.envelope(
        "DongBoHoSoMC",
        RehearsalClient.data(Items.dossier(Items.CODE, 1)).put("isUpdating", "False"));
  }

  private byte[] rawAdd() {
    byte[] body = addBody().getBytes(StandardCharsets.UTF_8);
    String head =
        "POST /mapi/g HTTP/1.1\r\ndstcode: "
            + RehearsalClient.DSTCODE
            + "\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    return (head + addBody()).getBytes(StandardCharsets.UTF_8);
  }
}
