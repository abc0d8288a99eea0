package vn.lienthong.routes.dossiers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.postgresql.ds.PGSimpleDataSource;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.Modes;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.Steps;

/** A worker in a process of its own that stops itself on the way to the socket. */
final class StoppedWorker {
  private StoppedWorker() {}

  static Process start(RealNode.Places places) throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            StoppedWorker.class.getName(),
            ((PGSimpleDataSource) places.database()).getUrl(),
            places.portal().toString(),
            places.keys().toString(),
            places.modes().steps().name())
        .redirectErrorStream(true)
        .redirectOutput(places.keys().resolve("worker.out").toFile())
        .start();
  }

  public static void main(String[] arguments) {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(arguments[0]);
    database.setUser("postgres");
    AtomicBoolean stopped = new AtomicBoolean();
    try (RealNode node =
        new RealNode(
            new RealNode.Places(
                database,
                URI.create(arguments[1]),
                Path.of(arguments[2]),
                Modes.usual().withSteps(Steps.valueOf(arguments[3]))),
            "stopped",
            point -> {
              if (point == PathPoint.BEFORE_SEND && !stopped.getAndSet(true)) {
                signal("-STOP", ProcessHandle.current().pid());
              }
            })) {
      node.worker.deliverDue();
    }
  }

  /** Sends a signal and waits until it was sent; who stops himself comes back when he goes on. */
  static void signal(String signal, long process) {
    try {
      new ProcessBuilder("kill", signal, Long.toString(process)).start().waitFor();
    } catch (IOException e) {
      throw new IllegalStateException("kill " + signal, e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
