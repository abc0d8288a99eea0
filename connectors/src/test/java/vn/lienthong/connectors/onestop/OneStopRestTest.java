package vn.lienthong.connectors.onestop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.lienthong.connectors.onestop.simulator.OneStopRestServer;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

class OneStopRestTest extends OneStopContract {
  private static final String TOKEN = "token-of-the-test";

  private final OneStopRestServer server = OneStopRestServer.start(0, dataSource, TOKEN);
  private final OneStopProperties properties = OneStopProperties.rest(server.address(), TOKEN);

  @AfterEach
  void close() {
    server.close();
  }

  @Override
  OneStop oneStop() {
    return new OneStopRest(properties);
  }

  @Override
  ChangeFeed feed() {
    return new OnestopRestClient(properties);
  }

  @Override
  OneStop unreachable() {
    return new OneStopRest(OneStopProperties.rest(URI.create("http://127.0.0.1:1/"), TOKEN));
  }

  @Test
  void a_wrong_token_is_refused_and_never_printed() {
    var stranger = OneStopProperties.rest(server.address(), "guessed");

    assertThatThrownBy(() -> new OneStopRest(stranger).procedures())
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.error()).isEqualTo(HubError.ONESTOP_REFUSES));
    assertThat(stranger.toString()).doesNotContain("guessed");
  }

  @Test
  void nonsense_gets_400_and_the_server_lives_on() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      assertThat(status(http, "GET", "feed?after=nonsense", "")).isEqualTo(400);
      assertThat(status(http, "GET", "feed?limit=0", "")).isEqualTo(400);
      assertThat(status(http, "POST", "acknowledgements", "{")).isEqualTo(400);
      assertThat(status(http, "POST", "acknowledgements", "{}")).isEqualTo(400);
      assertThat(status(http, "PUT", "procedures", "{\"procedures\":[{\"code\":\"1.000001\"}]}"))
          .isEqualTo(400);
      assertThat(status(http, "POST", "procedures/nonsense/close", "{}")).isEqualTo(400);
      assertThat(status(http, "GET", "nothing/here", "")).isEqualTo(404);
      assertThat(status(http, "GET", "feed", "")).isEqualTo(200);
    }
  }

  private int status(HttpClient http, String method, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.address().resolve(path))
            .header("Authorization", "Bearer " + TOKEN)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.discarding()).statusCode();
  }
}
