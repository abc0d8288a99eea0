package vn.lienthong.routes.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningTheBrokerTest {
  private static final long LEAST_FREE = 1;
  @TempDir Path dataDir;

  @Test
  void a_wakeup_that_was_sent_is_there_after_a_restart() {
    try (EmbeddedBroker broker = EmbeddedBroker.start(dataDir, LEAST_FREE);
        JMSContext jms = connect(broker)) {
      jms.createProducer().send(jms.createQueue(Destinations.WAKEUPS), "D-1");
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(dataDir, LEAST_FREE);
        JMSContext jms = connect(broker)) {
      JMSConsumer consumer = jms.createConsumer(jms.createQueue(Destinations.WAKEUPS));

      assertThat(consumer.receiveBody(String.class, 5_000)).isEqualTo("D-1");
    }
  }

  @Test
  void a_durable_subscriber_gets_the_events_of_its_absence() {
    try (EmbeddedBroker broker = EmbeddedBroker.start(dataDir, LEAST_FREE);
        JMSContext jms = connect(broker)) {
      jms.createSharedDurableConsumer(jms.createTopic(Destinations.EVENTS), "archive").close();

      jms.createProducer().send(jms.createTopic(Destinations.EVENTS), "e-1");

      assertThat(
              jms.createSharedDurableConsumer(jms.createTopic(Destinations.EVENTS), "archive")
                  .receiveBody(String.class, 5_000))
          .isEqualTo("e-1");
    }
  }

  @Test
  void a_wake_up_that_failed_or_came_late_is_dropped_and_piles_up_nowhere() {
    try (EmbeddedBroker broker = EmbeddedBroker.start(dataDir, LEAST_FREE);
        JMSContext jms = connect(broker);
        JMSContext refusing =
            new ActiveMQConnectionFactory(broker.url())
                .createContext(JMSContext.SESSION_TRANSACTED)) {
      jms.createProducer().setTimeToLive(1).send(jms.createQueue(Destinations.WAKEUPS), "late");
      jms.createProducer().setTimeToLive(0).send(jms.createQueue(Destinations.WAKEUPS), "failing");
      JMSConsumer consumer = refusing.createConsumer(jms.createQueue(Destinations.WAKEUPS));

      for (int attempt = 0; attempt < 5; attempt++) {
        assertThat(consumer.receiveBody(String.class, 5_000))
            .as("attempt " + attempt)
            .isEqualTo("failing");
        refusing.rollback();
      }

      assertThat(consumer.receiveBody(String.class, 700)).isNull();
      assertThat(
              jms.createConsumer(jms.createQueue(Destinations.DEAD)).receiveBody(String.class, 500))
          .isNull();
    }
  }

  @Test
  void a_second_broker_on_the_folder_is_refused() {
    try (EmbeddedBroker broker = EmbeddedBroker.start(dataDir, LEAST_FREE)) {
      assertThat(broker.url()).startsWith("vm://");
      assertThatThrownBy(() -> EmbeddedBroker.start(dataDir, LEAST_FREE))
          .hasMessageContaining("LT-9020");
    }
  }

  @Test
  void a_damaged_journal_is_refused_with_what_to_do() throws IOException {
    EmbeddedBroker.start(dataDir, LEAST_FREE).close();
    byte[] garbage = new byte[8192];
    new Random(1).nextBytes(garbage);
    for (String folder : new String[] {"journal", "bindings"}) {
      try (var files =
          Files.newDirectoryStream(dataDir.resolve("artemis/" + folder), "*.{amq,bindings}")) {
        for (Path file : files) {
          Files.write(file, garbage);
        }
      }
    }
    assertThatThrownBy(() -> EmbeddedBroker.start(dataDir, LEAST_FREE))
        .hasMessageContaining("LT-9020");
  }

  @Test
  void a_file_where_its_folder_should_be_is_refused() throws IOException {
    Files.createFile(dataDir.resolve("artemis"));
    assertThatThrownBy(() -> EmbeddedBroker.start(dataDir, LEAST_FREE))
        .hasMessageContaining("LT-9020");
  }

  private static JMSContext connect(EmbeddedBroker broker) {
    return new ActiveMQConnectionFactory(broker.url()).createContext();
  }
}
