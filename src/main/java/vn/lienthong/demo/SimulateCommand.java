package vn.lienthong.demo;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.lienthong.cli.CommonOptions;
import vn.lienthong.cli.Limits;
import vn.lienthong.connectors.npsp.simulator.NpspSimulator;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings;
import vn.lienthong.schemas.codelist.RealCatalogue;

/** {@code ./hub simulate npsp}: the national portal's adapter alone, to rehearse against. */
@Command(name = "simulate", description = "Runs a partner's simulator alone until Ctrl-C.")
public final class SimulateCommand implements Callable<Integer> {
  /** Whom to simulate. */
  enum Partner {
    npsp
  }

  @Mixin private CommonOptions common = new CommonOptions();

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  @SuppressWarnings("UnusedVariable") // demanded, and there is one so far
  @Parameters(paramLabel = "PARTNER", description = "npsp: the national portal.")
  private Partner partner = Partner.npsp;

  @Option(names = "--port", defaultValue = "8090", description = "TCP port on 127.0.0.1.")
  private int port = 8090;

  @Mixin private PortalOptions portal = new PortalOptions();

  @Override
  public Integer call() throws InterruptedException {
    NpspSimulatorSettings settings =
        portal.applied(NpspSimulatorSettings.of(stateFolder()).withPort(Limits.port(port)));
    try (NpspSimulator simulator =
        NpspSimulator.start(settings, RealCatalogue.load(), Clock.systemUTC())) {
      spec.commandLine()
          .getOut()
          .println(common.texts().text("simulate.ready", simulator.url().toString()));
      CountDownLatch untilStopped = new CountDownLatch(1);
      Runtime.getRuntime().addShutdownHook(new Thread(simulator::close));
      untilStopped.await();
    }
    return 0;
  }

  /** Beside the hub's data folder: a portal is another party. */
  private Path stateFolder() {
    Path hub = common.folder().root();
    return hub.resolveSibling(hub.getFileName() + "-npsp");
  }
}
