package vn.lienthong.routes.alarms;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import vn.lienthong.schemas.json.HubJson;

/** POST of a JSON document; any 2xx means that it is taken over. */
final class WebhookChannel implements AlarmChannel {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final AlarmProperties.Webhook settings;
  private final String hub;
  private final HttpClient http;
  private final ObjectMapper json = HubJson.newMapper();

  WebhookChannel(AlarmProperties.Webhook settings, String hub, HttpClient http) {
    this.settings = settings;
    this.hub = hub;
    this.http = http;
  }

  /** The document: the message, and which hub it is from. */
  private record Body(String hub, AlarmMessage alarm) {}

  @Override
  public String name() {
    return settings.url().toString();
  }

  @Override
  public void tell(AlarmMessage message) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.url())
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", message.id().toString())
            .POST(
                HttpRequest.BodyPublishers.ofByteArray(
                    json.writeValueAsBytes(new Body(hub, message))));
    if (!settings.tokenFile().isBlank()) {
      request.header("Authorization", "Bearer " + MailChannel.secret(settings.tokenFile()));
    }
    try {
      int status = http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status / 100 != 2) {
        throw new IOException("HTTP " + status);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the hub is stopping", e);
    }
  }
}
