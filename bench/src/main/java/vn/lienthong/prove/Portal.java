package vn.lienthong.prove;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The control pages of a simulated portal that runs as a process of its own. */
final class Portal {
  private static final int PAGE = 10_000;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final URI address;
  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  Portal(int port) {
    this.address = URI.create("http://127.0.0.1:" + port);
  }

  /**
   * One effect, as the portal wrote it down.
   *
   * @param number in the order of effects, from 1
   * @param kind add, update or step
   * @param version given by the one-stop system, read from the free text
   */
  record Effect(long number, String kind, String dossier, long version) {
    boolean isStep() {
      return kind.equals("step");
    }
  }

  URI address() {
    return address;
  }

  /** What the portal counted; see NpspSimulatorState. */
  JsonNode state() throws IOException, InterruptedException {
    return call("GET", "/_state", "");
  }

  /** How many effects there are. */
  long applied() throws IOException, InterruptedException {
    return state().path("applied").asLong();
  }

  /** Sets one fault. */
  void fault(JsonNode fault) throws IOException, InterruptedException {
    call("POST", "/_fault", json.writeValueAsString(fault));
  }

  /** Faults that no call has met yet. */
  int waitingFaults() throws IOException, InterruptedException {
    return call("GET", "/_fault", "").size();
  }

  void clearFaults() throws IOException, InterruptedException {
    call("DELETE", "/_fault", "");
  }

  /** All effects in their order. */
  List<Effect> effects() throws IOException, InterruptedException {
    List<Effect> all = new ArrayList<>();
    JsonNode page;
    do {
      page = call("GET", "/_effects?limit=" + PAGE + "&from=" + (all.size() + 1), "");
      for (JsonNode one : page) {
        all.add(
            new Effect(
                one.path("n").asLong(),
                one.path("kind").asText(),
                one.path("code").asText(),
                one.path("version").asLong()));
      }
    } while (page.size() == PAGE);
    return all;
  }

  private JsonNode call(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve(path))
            .timeout(TIMEOUT)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException(method + " " + path + " answered " + answer.statusCode());
    }
    return json.readTree(answer.body());
  }
}
