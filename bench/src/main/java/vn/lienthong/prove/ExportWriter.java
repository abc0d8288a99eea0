package vn.lienthong.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.signing.verify.Report;
import vn.lienthong.signing.verify.ReportText;

/** The command that exports the log over an earlier export. */
final class ExportWriter implements StruckCommand.Output {
  private final World world;
  private final Witness witness;
  private final Path target;
  private final StruckCommand command;

  ExportWriter(World world, Witness witness) {
    this.world = world;
    this.witness = witness;
    this.target = world.data().resolveSibling("copy");
    this.command = new StruckCommand(world, this);
  }

  /** Each write and rename of an export; nothing in it is forced to the disk. */
  List<Writers.Point> points() throws IOException, InterruptedException {
    endWhole();
    return command.points();
  }

  /** An export without faults must replace whatever they left. */
  void endWhole() throws IOException, InterruptedException {
    command.runWhole();
    verify(target, "a whole export");
  }

  @Override
  public String name() {
    return "export";
  }

  @Override
  public String[] arguments() {
    return new String[] {
      "log", "export", target.toString(), "--reason", "prove", "--data", world.data().toString()
    };
  }

  @Override
  public void prepare() {
    // it takes the place of the one before
  }

  /** One tile is like another: a full and a partial one of each level stand for all. */
  @Override
  public List<Strace.Call> chosen(List<Strace.Call> all) {
    Map<String, Strace.Call> oneOfAKind = new LinkedHashMap<>();
    all.forEach(call -> oneOfAKind.putIfAbsent(call.name() + kindOf(call), call));
    return List.copyOf(oneOfAKind.values());
  }

  private String kindOf(Strace.Call call) {
    return role(call.path())
        .replaceAll("/(x?\\d{3}/)*\\d{3}(?=\\.)", "/n")
        .replaceAll("/\\d+\\.new", "/n");
  }

  /** The old export or the new one stands there; or, between two renames, the old one beside. */
  @Override
  public void check(int status, Strace.Blow blow, String after)
      throws IOException, InterruptedException {
    if (Files.exists(target)) {
      verify(target, after);
    } else {
      Optional<Path> replaced = beside(".replaced");
      if (replaced.isEmpty()) {
        world.trouble("no export is left after " + after);
      } else {
        verify(replaced.orElseThrow(), after);
      }
      endWhole();
    }
  }

  private Optional<Path> beside(String ending) throws IOException {
    try (var all = Files.list(target.resolveSibling(""))) {
      return all.filter(
              one -> one.toString().startsWith(target.resolveSibling(".copy.").toString()))
          .filter(one -> one.toString().endsWith(ending))
          .findFirst();
    }
  }

  private void verify(Path folder, String after) throws IOException {
    Report report = witness.verify(folder);
    if (report.verdict() != Report.Verdict.VALID) {
      world.trouble(
          "the export is %s after %s: %s"
              .formatted(report.verdict(), after, ReportText.lines(report, false).strip()));
    }
  }

  @Override
  public boolean isOurs(String path) {
    return path.equals(target.toString())
        || path.startsWith(target.resolveSibling(".copy.").toString());
  }

  @Override
  public String role(String path) {
    return target
        .resolveSibling("")
        .relativize(Path.of(path))
        .toString()
        .replaceFirst("^\\.copy\\.[0-9a-f-]+", "copy");
  }
}
