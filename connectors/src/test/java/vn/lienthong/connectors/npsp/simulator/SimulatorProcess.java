package vn.lienthong.connectors.npsp.simulator;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import vn.lienthong.schemas.codelist.RealCatalogue;

/** A simulator in a process of its own, to be killed: folder and mode come as arguments. */
final class SimulatorProcess {
  private SimulatorProcess() {}

  public static void main(String[] arguments) throws InterruptedException {
    var portal =
        NpspSimulator.start(
            NpspSimulatorSettings.of(Path.of(arguments[0])).withFetchFiles(false),
            RealCatalogue.load(),
            Clock.systemUTC());
    System.out.println(portal.url());
    new CountDownLatch(1).await();
  }
}
