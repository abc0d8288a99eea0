package vn.lienthong.connectors.onestop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;

/** Sends the calls of the REST form: bearer token, timeouts, JSON; names what goes wrong. */
final class RestCalls {
  private static final long LARGEST_ANSWER = 50L * 1024 * 1024;

  private final HttpClient http;
  private final URI base;
  private final String token;
  private final Duration timeout;
  private final ObjectMapper json = RestWire.newMapper();

  RestCalls(OneStopProperties properties) {
    URI given = Objects.requireNonNull(properties.restUrl(), "rest-url");
    base = given.getPath().endsWith("/") ? given : URI.create(given + "/");
    token = properties.token();
    timeout = properties.timeout();
    http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
  }

  <T> T get(String doing, String path, Class<T> type) {
    HttpResponse<byte[]> answer = send(doing, request(path).GET().build());
    if (answer.statusCode() != 200) {
      throw OneStopFailures.ofStatus(doing, answer.statusCode());
    }
    return read(doing, answer.body(), type);
  }

  /** The whole answer to a GET, whatever its status. */
  HttpResponse<byte[]> fetch(String doing, String path) {
    return send(doing, request(path).GET().build());
  }

  /** Sends JSON; the answer must be 2xx or {@code alsoFine}. */
  void write(String doing, String method, String path, Object body, int alsoFine) {
    HttpRequest request =
        request(path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofByteArray(bytes(body)))
            .build();
    int status = send(doing, request).statusCode();
    if ((status < 200 || status > 299) && status != alsoFine) {
      throw OneStopFailures.ofStatus(doing, status);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(timeout)
        .header("Accept", "application/json")
        .header("Authorization", "Bearer " + token);
  }

  private HttpResponse<byte[]> send(String doing, HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
    } catch (IOException e) {
      throw OneStopFailures.unreachable(e, doing + ": " + e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw OneStopFailures.unreachable(e, doing + " was interrupted");
    }
  }

  private <T> T read(String doing, byte[] body, Class<T> type) {
    try {
      return json.readValue(body, type);
    } catch (IOException | IllegalArgumentException e) {
      throw OneStopFailures.badAnswer(doing, e);
    }
  }

  private byte[] bytes(Object body) {
    try {
      return json.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the contract's records are always JSON", e);
    }
  }
}
