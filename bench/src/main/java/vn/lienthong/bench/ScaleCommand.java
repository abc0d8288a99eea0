package vn.lienthong.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./hub bench scale}: what a dossier costs after years, and what a long outage costs, each
 * against a small hub in the same run.
 */
@Command(
    name = "scale",
    description = "Cost with years of history, and with many deliveries waiting.")
final class ScaleCommand implements Callable<Integer> {
  @Option(
      names = "--stored",
      paramLabel = "N",
      defaultValue = "2000000",
      description = "Dossiers in the large database. Default: ${DEFAULT-VALUE}.")
  private int stored = 2_000_000;

  @Option(
      names = "--waiting",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Deliveries that wait in the long queue. Default: ${DEFAULT-VALUE}.")
  private int waiting = 1_000_000;

  @Option(
      names = "--few",
      paramLabel = "N",
      defaultValue = "10000",
      description = "The small number both are compared with. Default: ${DEFAULT-VALUE}.")
  private int few = 10_000;

  @Option(
      names = "--dossiers",
      paramLabel = "N",
      defaultValue = "1500",
      description = "Dossiers of a round. Default: ${DEFAULT-VALUE}.")
  private int dossiers = 1500;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "Rounds, each on both sizes; medians count. Default: ${DEFAULT-VALUE}.")
  private int rounds = 3;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures.")
  private Optional<Path> json = Optional.empty();

  @Override
  public Integer call() throws Exception {
    ScaleReport report =
        new ScaleReport(
            StoredRounds.measure(few, stored, dossiers, rounds),
            WaitingRound.measure(few, dossiers),
            WaitingRound.measure(waiting, dossiers));
    System.out.print(report.text());
    if (json.isPresent()) {
      Files.writeString(
          json.orElseThrow(),
          new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n");
    }
    return 0;
  }

  /** Progress, beside the figures. */
  static void say(String text) {
    System.err.println(text);
  }
}
