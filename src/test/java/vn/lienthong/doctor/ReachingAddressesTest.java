package vn.lienthong.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The portal's address, and the hub's own as partners see it. */
final class ReachingAddressesTest {
  private static final String NOBODY = "http://192.0.2.1:1"; // RFC 5737: of nobody
  private static final String REAL_PORTAL = "https://198.51.100.7";

  @Test
  void an_address_without_a_machine_is_a_problem() throws Exception {
    assertThat(portal("http://127.0.0.1:" + closedPort()))
        .singleElement()
        .satisfies(one -> assertThat(one.standing()).isEqualTo(Standing.PROBLEM))
        .satisfies(
            one -> assertThat(one.sentence().english()).startsWith("Nobody answers at http://"));
  }

  @Test
  void a_name_that_nobody_knows_is_a_problem() {
    assertThat(portal("https://portal.invalid/x"))
        .extracting(one -> one.sentence().english())
        .containsExactly(
            "The name portal.invalid of the portal is not known to the name service (DNS).");
  }

  @Test
  void a_hub_without_the_portals_address_is_a_problem() {
    assertThat(portal("")).extracting(Finding::standing).containsExactly(Standing.PROBLEM);
  }

  @Test
  void a_machine_that_speaks_no_tls_is_a_problem_for_https_and_well_for_http() throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback(), 0), 0);
    server.start();
    try {
      String there = "://127.0.0.1:" + server.getAddress().getPort();

      assertThat(portal("https" + there))
          .extracting(one -> one.sentence().english())
          .singleElement()
          .asString()
          .contains("no TLS that this machine trusts");
      assertThat(portal("http" + there)).extracting(Finding::standing).containsExactly(Standing.OK);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void a_public_url_on_a_closed_port_is_a_problem() throws Exception {
    assertThat(links("http://127.0.0.1:" + closedPort(), "http://127.0.0.1:9"))
        .extracting(one -> one.sentence().english())
        .singleElement()
        .asString()
        .startsWith("Nobody answers at ");
  }

  @Test
  void a_public_url_under_which_another_program_answers_is_a_problem() throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback(), 0), 0);
    server.start();
    try {
      assertThat(links("http://127.0.0.1:" + server.getAddress().getPort(), "http://127.0.0.1:9"))
          .extracting(one -> one.sentence().english())
          .singleElement()
          .asString()
          .contains("answers with status 404, but it is not this hub");
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:1, https://198.51.100.7, PROBLEM, this machine only",
    "http://localhost:1, http://10.1.2.3:8080, PROBLEM, this machine only",
    "http://10.0.0.5:1, https://198.51.100.7, PROBLEM, private network",
    "http://10.0.0.5:1, http://10.1.2.3:8080, WARNING, private network",
    "http://hub.invalid, https://198.51.100.7, PROBLEM, not known to the name service"
  })
  void a_public_url_that_the_partner_cannot_reach_is_found(
      String url, String portal, Standing standing, String said) {
    assertThat(new FileLinksCheck(Bound.links(url), Bound.npsp(portal)).reach())
        .singleElement()
        .satisfies(one -> assertThat(one.standing()).isEqualTo(standing))
        .satisfies(one -> assertThat(one.sentence().english()).contains(said));
  }

  @Test
  void a_public_address_raises_no_doubt() {
    assertThat(new FileLinksCheck(Bound.links(NOBODY), Bound.npsp(REAL_PORTAL)).reach()).isEmpty();
  }

  private static List<Finding> portal(String url) {
    return new PartnerAddressCheck(Bound.npsp(url)).look();
  }

  private static List<Finding> links(String url, String portal) {
    return new FileLinksCheck(Bound.links(url), Bound.npsp(portal)).look();
  }

  private static int closedPort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, loopback())) {
      return socket.getLocalPort();
    }
  }

  private static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }
}
