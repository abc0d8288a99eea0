package vn.lienthong.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.connectors.onestop.simulator.OfficePlan;
import vn.lienthong.demo.HubUnderTest.Running;
import vn.lienthong.routes.broker.Destinations;

/** Another system of the province listens to the topic of committed changes. */
@ExtendWith(HubUnderTest.class)
final class HearingEventsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SOON = Duration.ofSeconds(30);

  @Test
  void each_committed_change_is_heard_once_as_json_with_its_event_id(Running hub) throws Exception {
    awaitAllPublished(hub); // those of the hub's first dossiers
    ConnectionFactory broker = hub.hub().getBean(ConnectionFactory.class);
    try (JMSContext jms = broker.createContext()) {
      JMSConsumer listener =
          jms.createSharedDurableConsumer(jms.createTopic(Destinations.EVENTS), "listener");

      hub.partners()
          .office()
          .run(
              new OfficePlan(1, 77, 0, Instant.parse("2026-10-02T00:30:00Z"), 0, Optional.empty()));

      List<JsonNode> heard = heardUntilAllAreDelivered(listener);
      assertThat(heard).extracting(event -> event.path("id").asText()).doesNotHaveDuplicates();
      assertThat(heard)
          .extracting(event -> event.path("dossier").asText())
          .containsOnly(heard.getFirst().path("dossier").asText());
      assertThat(heard)
          .allSatisfy(event -> assertThat(Instant.parse(event.path("at").asText())).isNotNull());
      awaitAllPublished(hub);
    }
  }

  private static void awaitAllPublished(Running hub) {
    await()
        .atMost(SOON)
        .until(
            () ->
                hub.hub()
                    .getBean(JdbcClient.class)
                    .sql("SELECT count(*) = 0 FROM dossiers.event")
                    .query(Boolean.class)
                    .single());
  }

  /** As many deliveries end as began. */
  private static List<JsonNode> heardUntilAllAreDelivered(JMSConsumer listener) throws Exception {
    List<JsonNode> heard = new ArrayList<>();
    while (count(heard, "DUE") == 0
        || count(heard, "DUE") > count(heard, "DELIVERED") + count(heard, "SUPERSEDED")) {
      TextMessage message = (TextMessage) listener.receive(SOON.toMillis());
      assertThat(message).as("the next event after " + heard).isNotNull();
      JsonNode event = JSON.readTree(message.getText());
      assertThat(message.getStringProperty("eventId")).isEqualTo(event.path("id").asText());
      heard.add(event);
    }
    return heard;
  }

  private static long count(List<JsonNode> heard, String state) {
    return heard.stream().filter(event -> event.path("state").asText().equals(state)).count();
  }
}
