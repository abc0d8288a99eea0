package vn.lienthong.demo;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.lienthong.cli.CommonOptions;
import vn.lienthong.cli.Limits;
import vn.lienthong.connectors.onestop.OneStopProperties.Feed;

/** {@code ./hub demo}: the hub at its real work, with simulated partners. */
@Command(
    name = "demo",
    description = "Shows the hub at work with simulated partners and the real catalogue.")
public final class DemoCommand implements Callable<Integer> {
  @Mixin private CommonOptions common = new CommonOptions();

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  @Option(names = "--once", description = "Ends by itself; status 0 only if everything holds.")
  private boolean once;

  @Option(
      names = "--dossiers",
      paramLabel = "N",
      defaultValue = "500",
      description = "How many are generated, 1 to 1000000; default: ${DEFAULT-VALUE}.")
  private int dossiers = 500;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Same seed, same dossiers; default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures.")
  private Optional<Path> json = Optional.empty();

  @Option(
      names = "--npsp",
      paramLabel = "URL",
      description = "A running portal adapter, such as ./hub simulate npsp, in place of our own.")
  private Optional<URI> npsp = Optional.empty();

  @Option(
      names = "--feed",
      defaultValue = "sql",
      description = "Form of the one-stop system's change feed: ${COMPLETION-CANDIDATES}.")
  private Feed feed = Feed.SQL;

  @Option(names = "--port", paramLabel = "N", defaultValue = "8080", description = "Of the page.")
  private int port = 8080;

  @Override
  public Integer call() throws InterruptedException {
    Limits.within("--dossiers", dossiers, 1, 1_000_000);
    Limits.port(port);
    npsp.ifPresent(DemoCommand::demandAddress);
    Demo demo =
        new Demo(
            common.folder(),
            common.texts(),
            new DemoScreen(spec.commandLine().getOut()),
            new Demo.Wanted(dossiers, seed, npsp, feed, port));
    return once ? demo.once(json) : demo.untilStopped(json);
  }

  private static void demandAddress(URI address) {
    if (!"http".equals(address.getScheme()) && !"https".equals(address.getScheme())) {
      throw Limits.wrong("--npsp", "http(s)://...", address.toString());
    }
  }
}
