package vn.lienthong.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import vn.lienthong.signing.verify.Report;
import vn.lienthong.signing.verify.ReportText;

/**
 * The command that exports the log over an earlier export. Its calls are counted in a run of its
 * own; a later run makes one of them fail, and looks whether it was that one.
 */
final class ExportWriter {
  private static final int AGAIN = 8;
  private static final int KILLED = 128 + 9;

  private final World world;
  private final Witness witness;
  private final Path target;
  private List<Strace.Call> counted = List.of();

  ExportWriter(World world, Witness witness) {
    this.world = world;
    this.witness = witness;
    this.target = world.data().resolveSibling("copy");
  }

  /** One tile is like another: a full and a partial one of each level stand for all. */
  private String kindOf(Strace.Call call) {
    return role(call.path())
        .replaceAll("/(x?\\d{3}/)*\\d{3}(?=\\.)", "/n")
        .replaceAll("/\\d+\\.new", "/n");
  }

  /** Each write and rename of an export; nothing in it is forced to the disk. */
  List<Writers.Point> points() throws IOException, InterruptedException {
    endWhole();
    Path trace = world.said("strace-export");
    int status = run(trace, List.of("--seccomp-bpf"));
    if (status != 0) {
      throw new IllegalStateException(
          "export under strace: " + Files.readString(world.said("copy")));
    }
    counted = Strace.read(trace).stream().filter(call -> isOurs(call.path())).toList();
    Map<String, Strace.Call> oneOfAKind = new LinkedHashMap<>();
    counted.forEach(call -> oneOfAKind.putIfAbsent(call.name() + kindOf(call), call));
    List<Writers.Point> points = new ArrayList<>();
    for (Strace.Blow blow : Strace.Blow.values()) {
      oneOfAKind.values().forEach(call -> points.add(point(call, blow)));
    }
    return points;
  }

  /** An export without faults must replace whatever they left. */
  void endWhole() throws IOException, InterruptedException {
    int status = world.program().run(world.said("copy"), arguments());
    if (status != 0) {
      world.trouble("the next export failed: " + Files.readString(world.said("copy")).strip());
    }
    verify(target, "a whole export");
  }

  private Writers.Point point(Strace.Call call, Strace.Blow blow) {
    return new Writers.Point() {
      @Override
      public boolean strike() throws IOException, InterruptedException {
        return struck(call, blow);
      }

      @Override
      public String name() {
        return "export %s %s %s".formatted(call.name(), role(call.path()), blow);
      }
    };
  }

  private boolean struck(Strace.Call meant, Strace.Blow blow)
      throws IOException, InterruptedException {
    int nth = meant.nth();
    for (int attempt = 0; attempt < AGAIN; attempt++) {
      Path trace = world.said("strace-export");
      int status = run(trace, Strace.failing(meant.name(), nth, blow));
      check(status, meant, blow);
      List<Strace.Call> calls =
          Strace.read(trace).stream().filter(one -> one.name().equals(meant.name())).toList();
      Optional<Strace.Call> hit = hit(calls, nth, blow, status);
      if (hit.filter(one -> isSame(one, meant)).isPresent()) {
        return true;
      }
      nth = corrected(calls, hit, meant);
    }
    return false;
  }

  private static Optional<Strace.Call> hit(
      List<Strace.Call> calls, int nth, Strace.Blow blow, int status) {
    return switch (blow) {
      case EIO -> calls.stream().filter(Strace.Call::injected).findFirst();
      case KILL ->
          status == KILLED
              ? calls.stream().filter(call -> call.nth() == nth).reduce((_, last) -> last)
              : Optional.empty();
    };
  }

  /**
   * A run writes a little more or less to sockets and to the program's log than the one that was
   * counted: from what was hit in place of the call it follows how much.
   */
  private int corrected(List<Strace.Call> calls, Optional<Strace.Call> hit, Strace.Call meant) {
    Optional<Strace.Call> seen = calls.stream().filter(one -> isSame(one, meant)).findFirst();
    if (seen.isPresent()) {
      return seen.orElseThrow().nth();
    }
    Optional<Strace.Call> countedHit =
        hit.flatMap(one -> counted.stream().filter(other -> isSame(one, other)).findFirst());
    int nth = hit.map(Strace.Call::nth).orElse(meant.nth());
    return countedHit.map(other -> nth + meant.nth() - other.nth()).orElse(nth + 1);
  }

  private boolean isSame(Strace.Call one, Strace.Call other) {
    return one.name().equals(other.name())
        && isOurs(one.path())
        && role(one.path()).equals(role(other.path()));
  }

  private int run(Path trace, List<String> injection) throws IOException, InterruptedException {
    Files.deleteIfExists(trace);
    Files.deleteIfExists(world.said("copy"));
    List<String> command = new ArrayList<>(Strace.traced(trace, List.of()));
    command.addAll(injection);
    command.addAll(world.program().command(arguments()));
    Process process = Program.start(command, world.said("copy"));
    if (!process.waitFor(World.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      world.trouble("an export did not end");
    }
    return process.waitFor();
  }

  /** The old export or the new one stands there; or, between two renames, the old one beside. */
  private void check(int status, Strace.Call call, Strace.Blow blow)
      throws IOException, InterruptedException {
    String after = call.name() + " " + role(call.path()) + " " + blow + ", status " + status;
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

  private boolean isOurs(String path) {
    return path.equals(target.toString())
        || path.startsWith(target.resolveSibling(".copy.").toString());
  }

  /** What a path stands for, whatever the name of the unfinished folder is this time. */
  private String role(String path) {
    return target
        .resolveSibling("")
        .relativize(Path.of(path))
        .toString()
        .replaceFirst("^\\.copy\\.[0-9a-f-]+", "copy");
  }

  private String[] arguments() {
    return new String[] {
      "log", "export", target.toString(), "--reason", "prove", "--data", world.data().toString()
    };
  }
}
