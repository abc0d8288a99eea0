package vn.lienthong.connectors.npsp.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.schemas.error.HubException;

class RestartingTest {
  @TempDir Path data;

  @Test
  void everything_known_and_counted_is_there_after_a_restart() throws IOException {
    NpspSimulatorState before;
    try (var portal = open(data);
        var client = new RehearsalClient(portal.url()).loggedIn()) {
      client.add(Items.dossier(Items.CODE, 1));
      client.steps(Items.step(Items.CODE, 3), Items.step(Items.CODE, 2));
      client.steps(Items.step(Items.CODE, 3));
      client.update(Items.dossier(Items.CODE, 1));
      client.add(Items.dossier("bad", 1));
      client.knows(Items.CODE);
      before = portal.state();
      assertThat(before.orderViolations()).isEqualTo(2);
    }

    try (var portal = open(data);
        var client = new RehearsalClient(portal.url()).loggedIn()) {
      assertThat(portal.state()).isEqualTo(before);
      client.update(Items.dossier(Items.CODE, 1));
      assertThat(portal.state().repeated()).isEqualTo(before.repeated() + 1);
      assertThat(client.get("/_effects?from=5").findValuesAsText("n")).containsExactly("5");
    }
  }

  @Test
  void a_line_that_a_kill_cut_short_is_dropped_with_its_whole_call() throws IOException {
    try (var portal = open(data);
        var client = new RehearsalClient(portal.url()).loggedIn()) {
      client.add(Items.dossier(Items.CODE, 1));
      client.steps(Items.step(Items.CODE, 2), Items.step(Items.CODE, 3));
    }
    Path file = data.resolve("effects.jsonl");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 40));

    try (var portal = open(data);
        var client = new RehearsalClient(portal.url()).loggedIn()) {
      assertThat(portal.state().applied()).isEqualTo(1);
      client.steps(Items.step(Items.CODE, 2));
      assertThat(portal.state().steps()).isEqualTo(1);
    }
    try (var portal = open(data)) {
      assertThat(portal.state().applied()).isEqualTo(2);
    }
  }

  @Test
  void effects_far_down_are_found_through_the_index() throws IOException {
    try (var portal = open(data);
        var client = new RehearsalClient(portal.url()).loggedIn()) {
      client.add(Items.dossier(Items.CODE, 1));
      for (int version = 2; version <= 200; version++) {
        client.steps(Items.step(Items.CODE, version));
      }

      assertThat(client.get("/_effects?from=150&limit=3").findValuesAsText("version"))
          .containsExactly("150", "151", "152");
      assertThat(client.get("/_dossiers/" + Items.CODE).path("effects")).hasSize(200);
    }
  }

  @Test
  void a_foreign_file_a_second_simulator_and_a_taken_port_are_refused_with_a_sentence()
      throws IOException {
    Path foreign = Files.createDirectory(data.resolve("foreign"));
    Files.writeString(foreign.resolve("effects.jsonl"), "{\"a\":1}\n", StandardOpenOption.CREATE);
    assertThatThrownBy(() -> open(foreign))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("LT-4081");
    assertThat(Files.readString(foreign.resolve("effects.jsonl"))).isEqualTo("{\"a\":1}\n");

    Path used = data.resolve("used");
    try (var _ = open(used)) {
      assertThatThrownBy(() -> open(used))
          .isInstanceOf(HubException.class)
          .hasMessageContaining("another simulator");
    }
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var settings = NpspSimulatorSettings.of(used).withPort(taken.getLocalPort());
      assertThatThrownBy(
              () -> NpspSimulator.start(settings, PushingDossiersTest.CATALOGUE, Clock.systemUTC()))
          .isInstanceOf(HubException.class)
          .hasMessageContaining("LT-4082");
    }
    try (var free = open(used)) {
      assertThat(free.state().applied()).isZero();
    }
  }

  private static NpspSimulator open(Path folder) {
    return NpspSimulator.start(
        NpspSimulatorSettings.of(folder).withFetchFiles(false).withDurable(true),
        PushingDossiersTest.CATALOGUE,
        Clock.systemUTC());
  }
}
