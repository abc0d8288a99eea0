package vn.lienthong.connectors.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.lienthong.connectors.call.CallResult.Answered;
import vn.lienthong.connectors.call.CallResult.Lost;
import vn.lienthong.connectors.call.CallResult.NotSent;

/** Over real sockets: what certainly did not arrive, and what may have taken effect. */
final class SendingTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(400);
  private static final String BODY = "{\"data\":[\"" + "x".repeat(100_000) + "\"]}";

  private final HttpSender sender = new HttpSender(SHORT);

  @AfterEach
  void close() {
    sender.close();
  }

  private CallResult send(URI target, Duration timeout) {
    return send(target, timeout, () -> true);
  }

  private CallResult send(URI target, Duration timeout, BooleanSupplier inTime) {
    return sender.send(
        new PreparedCall(
            "npsp",
            "dossier-step",
            "POST",
            target,
            "VN:GOV:000.00.00.G22:vpcpdvcprovider",
            "/mapi/g",
            Map.of("Content-Type", "application/json"),
            BODY.getBytes(StandardCharsets.UTF_8),
            false,
            List.of()),
        Map.of(),
        timeout,
        inTime);
  }

  @Test
  void a_body_for_which_it_is_too_late_when_the_connection_takes_it_never_leaves()
      throws IOException {
    AtomicBoolean bodyRead = new AtomicBoolean();
    try (var partner =
        RawServer.plain(
            c -> {
              c.read();
              bodyRead.set(true);
            })) {
      CallResult result = send(partner.url("http"), LONG, () -> false);

      assertThat(result).isEqualTo(new NotSent("too late to send it"));
      assertThat(partner.requests()).isEmpty();
    }
    assertThat(bodyRead).isFalse();
  }

  @Test
  void a_whole_answer_comes_back_with_status_headers_and_body() throws IOException {
    try (var partner = RawServer.plain(c -> c.read().answer("yes"))) {
      CallResult result = send(partner.url("http"), LONG);

      assertThat(result).isInstanceOf(Answered.class);
      assertThat(((Answered) result).body()).asString().isEqualTo("yes");
      assertThat(((Answered) result).headers()).containsEntry("content-length", "3");
      assertThat(partner.requests()).containsExactly(BODY);
    }
  }

  @Test
  void a_refused_connection_and_an_unknown_host_are_not_sent() throws IOException {
    int port;
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }

    assertThat(send(URI.create("http://127.0.0.1:" + port + "/"), LONG))
        .isInstanceOf(NotSent.class);
    assertThat(send(URI.create("http://no-such-host.invalid/"), LONG)).isInstanceOf(NotSent.class);
  }

  @Test
  void a_partner_that_takes_no_connections_is_not_sent_to() throws IOException {
    try (var deaf = new RawServer.Deaf()) {
      assertThat(send(deaf.url(), LONG)).isInstanceOf(NotSent.class);
    }
  }

  @Test
  void a_timeout_that_ends_while_connecting_is_not_sent() throws IOException {
    try (var deaf = new RawServer.Deaf();
        var patient = new HttpSender(LONG)) {
      CallResult result =
          patient.send(
              new PreparedCall(
                  "npsp",
                  "x",
                  "POST",
                  deaf.url(),
                  "a",
                  "/",
                  Map.of(),
                  new byte[9],
                  false,
                  List.of()),
              Map.of(),
              SHORT);

      assertThat(result).isInstanceOf(NotSent.class);
    }
  }

  @Test
  void an_unknown_certificate_is_not_sent_to() throws Exception {
    AtomicBoolean anythingRead = new AtomicBoolean();
    try (var partner = RawServer.over(TlsServer.listening(), c -> anythingRead.set(c.readByte()))) {
      assertThat(send(partner.url("https"), LONG)).isInstanceOf(NotSent.class);
    }
    assertThat(anythingRead).isFalse();
  }

  @Test
  void a_partner_without_tls_gets_nothing_of_a_call_meant_for_tls() throws IOException {
    try (var partner = RawServer.plain(c -> c.write("HTTP/1.1 400 -\r\n\r\n").readByte())) {
      assertThat(send(partner.url("https"), LONG)).isInstanceOf(NotSent.class);
    }
  }

  @Test
  void a_partner_that_never_answers_the_handshake_gets_nothing() throws IOException {
    CountDownLatch done = new CountDownLatch(1);
    try (var partner = RawServer.plain(c -> waitFor(done))) {
      CallResult result = send(partner.url("https"), SHORT);
      done.countDown();

      assertThat(result).isInstanceOf(NotSent.class);
    }
  }

  @Test
  void a_connection_closed_without_an_answer_may_have_taken_effect() throws IOException {
    try (var partner = RawServer.plain(RawServer.Connection::read)) {
      assertThat(send(partner.url("http"), LONG)).isInstanceOf(Lost.class);
      assertThat(partner.requests()).containsExactly(BODY);
    }
  }

  @Test
  void a_connection_reset_while_the_body_is_on_its_way_may_have_taken_effect() throws IOException {
    try (var partner = RawServer.plain(c -> c.readHead().reset().readByte())) {
      assertThat(send(partner.url("http"), LONG)).isInstanceOf(Lost.class);
    }
  }

  @Test
  void an_answer_cut_short_may_have_taken_effect() throws IOException {
    try (var partner =
        RawServer.plain(
            c -> c.read().write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{\"erro"))) {
      assertThat(send(partner.url("http"), LONG)).isInstanceOf(Lost.class);
    }
  }

  @Test
  void an_answer_that_is_no_http_may_have_taken_effect() throws IOException {
    try (var partner = RawServer.plain(c -> c.read().write("SSH-2.0-OpenSSH_9.2\r\n\r\n"))) {
      assertThat(send(partner.url("http"), LONG)).isInstanceOf(Lost.class);
    }
  }

  @Test
  void no_answer_within_the_timeout_may_have_taken_effect_and_frees_the_connection()
      throws IOException {
    AtomicBoolean gone = new AtomicBoolean();
    try (var partner = RawServer.plain(c -> gone.set(!c.read().readByte()))) {
      assertThat(send(partner.url("http"), SHORT)).isInstanceOf(Lost.class);
      await().atMost(LONG).untilTrue(gone);
    }
  }

  @Test
  void an_answer_that_drips_for_ever_ends_with_the_timeout() throws IOException {
    try (var partner =
        RawServer.plain(
            c -> {
              c.read().write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
              c.dripUntilGone();
            })) {
      assertThat(send(partner.url("http"), SHORT.multipliedBy(2))).isInstanceOf(Lost.class);
    }
  }

  @Test
  void headers_that_drip_for_ever_end_with_the_timeout() throws IOException {
    try (var partner =
        RawServer.plain(
            c -> {
              c.read().write("HTTP/1.1 200 OK\r\nX-Drip: ");
              c.dripUntilGone();
            })) {
      assertThat(send(partner.url("http"), SHORT.multipliedBy(2))).isInstanceOf(Lost.class);
    }
  }

  @Test
  void an_answer_longer_than_any_is_not_read_to_its_end() throws IOException {
    String megabyte = "y".repeat(1 << 20);
    AtomicInteger written = new AtomicInteger();
    try (var partner =
        RawServer.plain(
            c -> {
              c.read().write("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
              while (written.incrementAndGet() < 900) {
                c.write(megabyte);
              }
            })) {
      assertThat(send(partner.url("http"), LONG)).isInstanceOf(Lost.class);
    }
    assertThat(written).hasValueLessThan(100);
  }

  @Test
  void a_kept_connection_that_the_partner_has_closed_is_not_used_again() throws IOException {
    try (var partner = RawServer.plain(c -> c.read().answer("one"))) {
      send(partner.url("http"), LONG);

      await().atMost(LONG).until(() -> send(partner.url("http"), LONG) instanceof Answered);

      assertThat(partner.requests()).hasSizeGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void a_kept_connection_that_breaks_under_the_next_call_is_in_doubt_and_never_repeated()
      throws IOException {
    try (var partner =
        RawServer.plain(
            c -> {
              c.read().answer("one");
              c.read().reset();
            })) {
      assertThat(send(partner.url("http"), LONG)).isInstanceOf(Answered.class);

      assertThat(send(partner.url("http"), LONG)).isInstanceOf(Lost.class);

      assertThat(partner.requests()).containsExactly(BODY, BODY);
    }
  }

  @Test
  void a_kept_connection_that_breaks_before_the_request_was_read_is_never_repeated_either()
      throws IOException {
    try (var partner =
        RawServer.plain(
            c -> {
              c.read().answer("one");
              c.reset().readByte();
            })) {
      assertThat(send(partner.url("http"), LONG)).isInstanceOf(Answered.class);

      assertThat(send(partner.url("http"), LONG)).isInstanceOfAny(Lost.class, NotSent.class);

      assertThat(partner.requests()).containsExactly(BODY);
    }
  }

  @Test
  void a_partner_may_say_in_seconds_or_by_date_how_long_it_wants_to_be_left_alone() {
    Instant now = Instant.parse("2026-11-24T02:00:00Z");

    assertThat(asking("120").retryAfter(now)).contains(Duration.ofMinutes(2));
    assertThat(asking("Tue, 24 Nov 2026 02:05:00 GMT").retryAfter(now))
        .contains(Duration.ofMinutes(5));
    assertThat(asking("Tue, 24 Nov 2026 01:00:00 GMT").retryAfter(now)).contains(Duration.ZERO);
    assertThat(asking("999999").retryAfter(now)).contains(Duration.ofHours(1));
    assertThat(asking("soon").retryAfter(now)).isEmpty();
    assertThat(asking("").retryAfter(now)).isEmpty();
  }

  private static Answered asking(String retryAfter) {
    return new Answered(429, Map.of("retry-after", retryAfter), new byte[0], Duration.ZERO);
  }

  @Test
  void a_redirect_is_an_answer_and_not_followed() throws IOException {
    try (var partner =
        RawServer.plain(
            c ->
                c.read()
                    .write(
                        "HTTP/1.1 302 -\r\nLocation: http://127.0.0.1:1/\r\n"
                            + "Content-Length: 0\r\n\r\n"))) {
      CallResult result = send(partner.url("http"), LONG);

      assertThat(result).isInstanceOf(Answered.class);
      assertThat(((Answered) result).status()).isEqualTo(302);
    }
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
