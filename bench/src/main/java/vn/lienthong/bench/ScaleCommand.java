package vn.lienthong.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vn.lienthong.prove.NodesRate;
import vn.lienthong.schemas.json.HubJson;

/**
 * {@code ./hub bench scale}: what a dossier costs after years, what a long outage costs, what a
 * partner that does not answer and a second node do, each against a small hub in the same run.
 */
@Command(
    name = "scale",
    description = "Cost with years of history, with many waiting, beside others.")
final class ScaleCommand implements Callable<Integer> {
  /** Messages a second at the nation's assumed peak, five for each of 75 dossiers. */
  static final int PEAK_MESSAGES = 375;

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

  @Option(
      names = "--parts",
      paramLabel = "PART",
      split = ",",
      defaultValue = "stored,waiting,neighbours,nodes",
      description = "What to measure, of ${COMPLETION-CANDIDATES}. Default: all.")
  private Set<Part> parts = EnumSet.allOf(Part.class);

  @Option(
      names = "--first-only",
      description = "Does not wait until the long queue is delivered to its end.")
  private boolean firstOnly;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description =
          "Keeps the large database there, or goes on with the one that is there: storing it takes"
              + " most of the time.")
  private Optional<Path> folder = Optional.empty();

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures.")
  private Optional<Path> json = Optional.empty();

  /** What can be measured. */
  enum Part {
    /** With years of history. */
    STORED,
    /** With many deliveries waiting, and until they are gone. */
    WAITING,
    /** Beside a second partner that is dead or slow. */
    NEIGHBOURS,
    /** On one node and on two. */
    NODES
  }

  @Override
  public Integer call() throws Exception {
    ScaleReport report =
        new ScaleReport(
            when(Part.STORED, () -> StoredRounds.measure(few, stored, dossiers, rounds, folder)),
            when(Part.WAITING, this::queues),
            when(Part.NEIGHBOURS, () -> NeighbourRounds.measure(dossiers, rounds)),
            when(Part.NODES, () -> NodesRate.measure(home(), dossiers, rounds)));
    System.out.print(report.text());
    if (json.isPresent()) {
      Files.writeString(
          json.orElseThrow(),
          HubJson.newMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n");
    }
    return 0;
  }

  private ScaleReport.Queues queues() throws Exception {
    WaitingRound _ = WaitingRound.measure(few, few, false); // warms the program up
    return new ScaleReport.Queues(
        WaitingRound.measure(few, few, false), WaitingRound.measure(waiting, few, !firstOnly));
  }

  private <T> Optional<T> when(Part part, Callable<T> measure) throws Exception {
    return parts.contains(part) ? Optional.of(measure.call()) : Optional.empty();
  }

  private static Path home() {
    return Path.of(System.getProperty("hub.home", "."));
  }

  /** Progress, beside the figures. */
  static void say(String text) {
    System.err.println(text);
  }
}
