package vn.lienthong.routes.dossiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.connectors.npsp.simulator.NpspSimulator;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.Modes;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.Steps;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorState;
import vn.lienthong.routes.testing.TestDatabase;

/** A worker's process is stopped past its lease and goes on later, while others have worked on. */
class StoppingAWorkerTest {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final String DOSSIER = PortalWords.dossier(1);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"DEDUPLICATED, s", "APPENDED, p"})
  void a_worker_stopped_past_its_lease_sends_nothing_when_it_goes_on(Steps steps, String kind)
      throws Exception {
    Modes modes = Modes.usual().withSteps(steps);
    DataSource database = TestDatabase.fresh();
    try (NpspSimulator portal =
            NpspSimulator.start(
                NpspSimulatorSettings.of(folder.resolve("npsp"))
                    .withModes(modes)
                    .withFetchFiles(false),
                PortalRig.CATALOGUE,
                Clock.systemUTC());
        RealNode other = new RealNode(places(database, portal, modes), "other", PathProbe.NONE)) {
      boolean isStep = kind.equals("p");
      if (isStep) {
        other.feed(List.of(Documents.versioned(DOSSIER, "s", 1, 1)));
        other.sweep();
      }
      int version = isStep ? 2 : 1;
      other.feed(List.of(Documents.versioned(DOSSIER, kind, version, version)));
      Process stopped = StoppedWorker.start(places(database, portal, modes));
      try {
        await().atMost(LONG).until(() -> isStopped(stopped.pid()) || !stopped.isAlive());
        assertThat(isStopped(stopped.pid())).as(said()).isTrue();

        await()
            .atMost(LONG)
            .until(
                () -> {
                  other.sweep();
                  return isStep ? waitsForOperator(other) : isDelivered(other, version);
                });
        NpspSimulatorState before = portal.state();
        StoppedWorker.signal("-CONT", stopped.pid());
        assertThat(stopped.waitFor()).as(said()).isZero();

        assertThat(portal.state()).as("nothing was sent").isEqualTo(before);
        await("the stopped one told that it sent nothing: no doubt is left")
            .atMost(LONG)
            .until(
                () -> {
                  other.sweep();
                  return isDelivered(other, version);
                });
        assertThat(portal.state().appliedTwice()).isZero();
        assertThat(portal.state().duplicatesAnswered()).isZero();
      } finally {
        stopped.destroyForcibly();
      }
    }
  }

  private RealNode.Places places(DataSource database, NpspSimulator portal, Modes modes) {
    return new RealNode.Places(database, portal.url(), folder, modes);
  }

  private static boolean isDelivered(RealNode node, int version) {
    return state(node, version) == DeliveryState.DELIVERED;
  }

  private static boolean waitsForOperator(RealNode node) {
    return state(node, 2) == DeliveryState.IN_DOUBT;
  }

  private static DeliveryState state(RealNode node, int version) {
    return node.ledger.show(DOSSIER).stream()
        .filter(row -> row.version() == version)
        .findFirst()
        .orElseThrow()
        .state();
  }

  /** By its state in /proc: T is stopped. */
  private static boolean isStopped(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/stat")).contains(") T ");
    } catch (IOException _) {
      return false;
    }
  }

  private String said() {
    try {
      return Files.readString(folder.resolve("worker.out"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
