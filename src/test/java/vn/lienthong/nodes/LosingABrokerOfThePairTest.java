package vn.lienthong.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.routes.broker.Destinations;

/** The broker pair of the example files, and the address of the example settings. */
final class LosingABrokerOfThePairTest {
  private static final Path EXAMPLES = Path.of("../docs/examples/ha");
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final String SYNCHRONISED = "AMQ221024";

  @TempDir private Path temporary;

  @SuppressWarnings("NullAway.Init") // made by the test
  private Processes processes;

  @AfterEach
  void killAll() throws InterruptedException {
    processes.killAll();
  }

  @Test
  void what_the_first_broker_had_the_second_gives_out_and_it_takes_more() throws Exception {
    processes = new Processes(temporary);
    int first = Processes.freePort();
    int second = Processes.freePort();
    Process primary = start("primary", first, second);
    await("the first broker").atMost(LONG).until(() -> Processes.listens(first));
    start("backup", second, first);
    await("the second has what the first has")
        .atMost(LONG)
        .until(() -> processes.said("backup").contains(SYNCHRONISED));
    ConnectionFactory pair =
        new ActiveMQConnectionFactory(
            address(first, second), BrokerProgram.USER, BrokerProgram.PASSWORD);
    try (JMSContext hub = pair.createContext()) {
      Topic events = hub.createTopic(Destinations.EVENTS);
      hub.createSharedDurableConsumer(events, "listener").close();
      hub.createProducer().send(events, "before");
    }

    Processes.kill(primary);

    await("the second broker").atMost(LONG).until(() -> Processes.listens(second));
    try (JMSContext hub = pair.createContext()) {
      Topic events = hub.createTopic(Destinations.EVENTS);
      hub.createProducer().send(events, "after");
      hub.createProducer().send(hub.createQueue(Destinations.WAKEUPS), "D-1");
      var listener = hub.createSharedDurableConsumer(events, "listener");
      assertThat(text(listener.receive(LONG.toMillis()))).isEqualTo("before");
      assertThat(text(listener.receive(LONG.toMillis()))).isEqualTo("after");
      var worker = hub.createConsumer(hub.createQueue(Destinations.WAKEUPS));
      assertThat(text(worker.receive(LONG.toMillis()))).isEqualTo("D-1");
    }
  }

  private Process start(String name, int port, int other) throws IOException {
    return processes.start(
        name,
        List.of(
            "-Ddata=" + temporary.resolve(name),
            "-Dport=" + port,
            "-Dother-port=" + other,
            "-Dcluster-password=rehearsal",
            "-Dmax-disk-usage=99",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))),
        BrokerProgram.class,
        List.of(EXAMPLES.resolve("broker-" + name + ".xml").toString()));
  }

  /** As in the example settings, with the addresses of this test. */
  private static String address(int first, int second) throws IOException {
    var line =
        Pattern.compile("url: (\\(tcp://[^,]*,tcp://[^)]*\\)(\\S*))")
            .matcher(Files.readString(EXAMPLES.resolve("hub.yml")));
    assertThat(line.find()).isTrue();
    return "(tcp://127.0.0.1:%d,tcp://127.0.0.1:%d)%s".formatted(first, second, line.group(2));
  }

  private static String text(Message message) throws jakarta.jms.JMSException {
    assertThat(message).isNotNull();
    return message.getBody(String.class);
  }
}
