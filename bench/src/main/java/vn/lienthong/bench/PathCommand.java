package vn.lienthong.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./hub bench path}: the whole way of a dossier, from the change feed to the portal's answer
 * in the sealed log, against the same way without log and signature and against its bare parts.
 */
@Command(
    name = "path",
    description = "Dossiers a second through the whole path, and where it goes.")
final class PathCommand implements Callable<Integer> {
  private static final int WARM_UP = 1500;

  @Option(
      names = "--dossiers",
      paramLabel = "N",
      defaultValue = "3000",
      description =
          "Dossiers of a round; a round of batch size 1 takes a quarter. Default: ${DEFAULT-VALUE}.")
  private int dossiers = 3000;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures.")
  private Optional<Path> json = Optional.empty();

  @Override
  public Integer call() throws Exception {
    say("warming up ...");
    PathRound.run(PathRound.Setting.usual(), WARM_UP);
    PathRound.run(PathRound.Setting.bare(), WARM_UP);
    List<PathRound.Result> rounds = new ArrayList<>();
    for (PathRound.Setting setting :
        List.of(
            PathRound.Setting.usual(),
            PathRound.Setting.bare(),
            PathRound.Setting.usual().withBatch(1),
            PathRound.Setting.bare().withBatch(1))) {
      say(setting + " ...");
      rounds.add(PathRound.run(setting, setting.batchSize() == 1 ? dossiers / 4 : dossiers));
    }
    say("the bare parts ...");
    PartCosts costs = PartCosts.measure(rounds.getFirst().counts());
    say("sealing ...");
    PathReport report = new PathReport(List.copyOf(rounds), costs, SealingRate.measure());
    System.out.print(report.text());
    if (json.isPresent()) {
      write(json.orElseThrow(), report);
    }
    return 0;
  }

  private static void write(Path file, PathReport report) throws IOException {
    Files.writeString(
        file,
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n");
  }

  private static void say(String text) {
    System.err.println(text);
  }
}
