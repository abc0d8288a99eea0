package vn.lienthong.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.lienthong.demo.HubUnderTest.Running;

/** What a monitoring system reads, by curl. */
@ExtendWith(HubUnderTest.class)
final class WatchingTheHubTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void health_names_partner_log_broker_database_and_certificates(Running hub) throws Exception {
    JsonNode health = JSON.readTree(curl(hub, "/actuator/health"));

    assertThat(health.path("status").asText()).isEqualTo("UP");
    for (String part : List.of("npsp", "messageLog", "jms", "db", "certificates", "disk")) {
      assertThat(health.at("/components/" + part + "/status").asText()).as(part).isEqualTo("UP");
    }
  }

  @Test
  void a_stranger_learns_only_whether_it_is_up(Running hub) throws Exception {
    JsonNode health =
        JSON.readTree(
            HubUnderTest.output(List.of("curl", "-sS", hub.address() + "/actuator/health")));

    assertThat(health.path("status").asText()).isEqualTo("UP");
    assertThat(health.has("components")).isFalse();
  }

  @Test
  void prometheus_gets_the_hubs_own_figures(Running hub) throws Exception {
    String metrics = curl(hub, "/actuator/prometheus");

    assertThat(metrics)
        .containsPattern("hub_deliveries\\{state=\"DELIVERED\"} [1-9]")
        .containsPattern("hub_deliveries\\{state=\"REFUSED\"} 1\\.0")
        .containsPattern("hub_delivery_lag_seconds\\{partner=\"npsp\"} ")
        .containsPattern("hub_log_entries [1-9]")
        .containsPattern("hub_partner_maintenance\\{partner=\"npsp\"} 0")
        .containsPattern("hub_disk_low 0")
        .containsPattern("hub_certificate_left_days\\{alias=\"[a-z-]+\"} [1-9]");
  }

  private static String curl(Running hub, String path) throws Exception {
    List<String> command = new ArrayList<>(List.of("curl", "-sS", "--max-time", "20", "-u"));
    command.add("operator:" + hub.passwords().getOrDefault("operator", ""));
    command.add(hub.address() + path);
    return HubUnderTest.output(command);
  }
}
