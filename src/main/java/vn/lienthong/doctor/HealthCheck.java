package vn.lienthong.doctor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import vn.lienthong.schemas.json.HubJson;

/**
 * What the node of this machine says of itself: what it alone knows, such as that it holds calls
 * back because a partner fails. A stranger is told no more than the whole.
 */
final class HealthCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final URI health;

  HealthCheck(URI node) {
    this.health = node.resolve("/actuator/health");
  }

  List<Finding> look() {
    Findings findings = new Findings("queue");
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(health).timeout(PATIENCE).build(),
              HttpResponse.BodyHandlers.ofString());
      String status = HubJson.newMapper().readTree(answer.body()).path("status").asText("?");
      if (status.equals("UP")) {
        findings.ok("healthy", health.toString());
      } else {
        findings.bad(!status.equals("DEGRADED"), "unhealthy", health.toString(), status);
      }
    } catch (IOException _) {
      findings.unknown("no-health", health.toString());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return findings.list();
  }
}
