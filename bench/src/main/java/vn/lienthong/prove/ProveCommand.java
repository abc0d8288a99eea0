package vn.lienthong.prove;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./hub prove KIND}: what is lost, doubled or out of order when things break. */
@Command(
    name = "./hub prove",
    mixinStandardHelpOptions = true,
    description =
        "Breaks the hub and what it depends on, and counts. Status 0 only if faults took place and"
            + " nothing is wrong.")
public final class ProveCommand implements Callable<Integer> {
  private static final Duration DAY = Duration.ofDays(1);
  private static final int USUAL_OUTAGE_MINUTES = 1;

  @Parameters(paramLabel = "KIND", description = "One of ${COMPLETION-CANDIDATES}.")
  private Kind kind = Kind.KILLS;

  @Option(
      names = "--tries",
      paramLabel = "N",
      description = "Faults at most; of ADOPT, dossiers. Default by kind.")
  private Optional<Integer> tries = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "The same seed gives the same faults in the same order. Default: 1.")
  private long seed = 1;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      description =
          "Goes on for so long, as far as --tries does not end it; of OUTAGE, its length.")
  private Optional<Integer> minutes = Optional.empty();

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the report as JSON.")
  private Optional<Path> json = Optional.empty();

  /** The command, ready to be run. */
  public static CommandLine commandLine() {
    return new CommandLine(new ProveCommand()).setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    Path home = Path.of(System.getProperty("hub.home", "."));
    ProveReport report = new Trial(wanted(), Program.of(home)).run();
    System.out.print(report.text());
    if (json.isPresent()) {
      Files.writeString(
          json.orElseThrow(),
          new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n");
    }
    return report.misses().isEmpty() ? 0 : 1;
  }

  private Trial.Wanted wanted() {
    int most = minutes.isPresent() ? Integer.MAX_VALUE : kind.usualTries();
    Duration time =
        minutes.isPresent()
            ? Duration.ofMinutes(minutes.orElseThrow())
            : kind == Kind.OUTAGE ? Duration.ofMinutes(USUAL_OUTAGE_MINUTES) : DAY;
    return new Trial.Wanted(kind, tries.orElse(most), seed, time);
  }
}
