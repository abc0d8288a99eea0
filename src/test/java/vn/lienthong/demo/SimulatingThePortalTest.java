package vn.lienthong.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The portal's simulator alone, as a vendor starts it: docs/partners/npsp-simulator.md. */
final class SimulatingThePortalTest {
  private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

  @TempDir private Path temporary;

  @Test
  void it_demands_signatures_and_signs_its_answers_when_told_so() throws Exception {
    assertThat(Program.run(temporary, "setup").status()).isZero();
    Path keys = temporary.resolve("data/keys");
    Program portal =
        Program.start(
            temporary,
            Map.of(),
            "simulate",
            "npsp",
            "--port=0",
            "--error-codes=NUMBER",
            "--signatures=REQUIRED",
            "--trust=" + keys.resolve("test-ca.crt"),
            "--sign-with=" + keys.resolve("partners.p12"));
    try {
      HttpResponse<String> login =
          call(portal, "/mapi/login", "{\"username\":\"H38\",\"password\":\"rehearsal\"}");
      HttpResponse<String> unsigned = call(portal, "/mapi/g", "{}");

      assertThat(login.body()).contains("\"error_code\":0");
      assertThat(login.headers().firstValue("X-JWS-Signature")).isPresent();
      assertThat(unsigned.statusCode()).isEqualTo(401);
    } finally {
      portal.process().destroy();
      portal.process().waitFor();
    }
  }

  @Test
  void demanding_signatures_without_saying_whom_to_trust_is_wrong_use() throws Exception {
    Program.Said said =
        Program.run(temporary, "simulate", "npsp", "--port=0", "--signatures=REQUIRED");

    assertThat(said.status()).isEqualTo(2);
    assertThat(said.err()).contains("LT-8001", "--trust").doesNotContain("\tat ");
  }

  private static HttpResponse<String> call(Program portal, String path, String body)
      throws Exception {
    await().atMost(Duration.ofMinutes(2)).until(() -> ADDRESS.matcher(portal.said()).find());
    Matcher address = ADDRESS.matcher(portal.said());
    assertThat(address.find()).isTrue();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(address.group() + path))
              .header("dstcode", "VN:GOV:000.00.00.G22:vpcpdvcprovider")
              .POST(BodyPublishers.ofString(body))
              .build(),
          BodyHandlers.ofString());
    }
  }
}
