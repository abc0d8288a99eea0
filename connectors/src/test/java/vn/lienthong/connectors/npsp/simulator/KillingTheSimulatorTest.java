package vn.lienthong.connectors.npsp.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.schemas.error.HubException;

class KillingTheSimulatorTest {
  @TempDir Path data;

  @Test
  void what_was_answered_before_a_kill_is_known_after_it() throws Exception {
    Process process = started();
    Queue<String> answered = new ConcurrentLinkedQueue<>();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        var client = new RehearsalClient(URI.create(out.readLine())).loggedIn();
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var numbers = new AtomicInteger();
      var enough = new CountDownLatch(200);
      for (int caller = 0; caller < 4; caller++) {
        callers.execute(() -> addUntilKilled(client, numbers, answered, enough));
      }
      assertThat(enough.await(120, TimeUnit.SECONDS)).isTrue();
      process.destroyForcibly().waitFor();
    }

    try (var portal = open();
        var client = new RehearsalClient(portal.url()).loggedIn()) {
      assertThat(answered).hasSizeGreaterThanOrEqualTo(200);
      for (String code : answered) {
        assertThat(client.knows(code)).isTrue();
      }
      assertThat(portal.state().applied()).isGreaterThanOrEqualTo(answered.size());
      assertThat(portal.state().dossiers()).isEqualTo(portal.state().applied());
    }
  }

  @Test
  void a_folder_that_another_process_has_is_refused_while_it_runs() throws Exception {
    Process process = started();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        var client = new RehearsalClient(URI.create(out.readLine())).loggedIn()) {
      client.add(Items.dossier(Items.CODE, 1));
      client.get("/_effects?items=true");

      assertThatThrownBy(this::open)
          .isInstanceOf(HubException.class)
          .hasMessageContaining("another simulator has it");
    } finally {
      process.destroyForcibly().waitFor();
    }

    try (var portal = open()) {
      assertThat(portal.state().dossiers()).isEqualTo(1);
    }
  }

  private static void addUntilKilled(
      RehearsalClient client,
      AtomicInteger numbers,
      Queue<String> answered,
      CountDownLatch enough) {
    try {
      while (true) {
        String code = "H38.101-261124-%07d".formatted(numbers.incrementAndGet());
        client.add(Items.dossier(code, 1));
        answered.add(code);
        enough.countDown();
      }
    } catch (IOException e) {
      // Killed, as planned: this dossier's answer never came.
      return;
    }
  }

  private Process started() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            SimulatorProcess.class.getName(),
            data.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private NpspSimulator open() {
    return NpspSimulator.start(
        NpspSimulatorSettings.of(data).withFetchFiles(false),
        PushingDossiersTest.CATALOGUE,
        Clock.systemUTC());
  }
}
