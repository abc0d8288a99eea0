package vn.lienthong.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import vn.lienthong.signing.verify.Report;
import vn.lienthong.signing.verify.ReportText;

/**
 * The command that exports the log over an earlier export. Its calls are counted in a run of its
 * own; a later run makes one of them fail, and looks whether it was that one.
 */
final class ExportWriter {
  private static final int AGAIN = 3;

  private final World world;
  private final Witness witness;
  private final Path target;

  ExportWriter(World world, Witness witness) {
    this.world = world;
    this.witness = witness;
    this.target = world.data().resolveSibling("copy");
  }

  /** Each write and rename of an export; nothing in it is forced to the disk. */
  List<Writers.Point> points() throws IOException, InterruptedException {
    endWhole();
    Path trace = world.said("strace-export");
    int status = run(trace, List.of());
    if (status != 0) {
      throw new IllegalStateException(
          "export under strace: " + Files.readString(world.said("copy")));
    }
    List<Writers.Point> points = new ArrayList<>();
    for (Strace.Blow blow : Strace.Blow.values()) {
      Strace.read(trace).stream()
          .filter(call -> isOurs(call.path()))
          .forEach(call -> points.add(point(call, blow)));
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

  private boolean struck(Strace.Call call, Strace.Blow blow)
      throws IOException, InterruptedException {
    int nth = call.nth();
    for (int attempt = 0; attempt < AGAIN; attempt++) {
      Path trace = world.said("strace-export");
      int status = run(trace, Strace.failing(call.name(), nth, blow));
      Optional<Strace.Call> hit = hit(trace, call.name(), nth, blow, status);
      check(status, call, blow);
      if (hit.filter(one -> role(one.path()).equals(role(call.path()))).isPresent()) {
        return true;
      }
      // A write to a socket or to the program's log more or less: look where it went this time.
      Optional<Strace.Call> meant =
          Strace.read(trace).stream()
              .filter(one -> one.name().equals(call.name()))
              .filter(one -> isOurs(one.path()) && role(one.path()).equals(role(call.path())))
              .findFirst();
      nth = meant.map(Strace.Call::nth).orElse(nth + 1);
    }
    return false;
  }

  private static Optional<Strace.Call> hit(
      Path trace, String name, int nth, Strace.Blow blow, int status) throws IOException {
    List<Strace.Call> calls = Strace.read(trace);
    return switch (blow) {
      case EIO ->
          calls.stream().filter(Strace.Call::injected).filter(c -> isFile(c.path())).findFirst();
      case KILL ->
          status == 137
              ? calls.stream()
                  .filter(call -> call.name().equals(name) && call.nth() == nth)
                  .reduce((_, last) -> last)
              : Optional.empty();
    };
  }

  private static boolean isFile(String path) {
    return path.startsWith("/");
  }

  private int run(Path trace, List<String> injection) throws IOException, InterruptedException {
    Files.deleteIfExists(trace);
    Files.deleteIfExists(world.said("copy"));
    List<String> command = new ArrayList<>(Strace.traced(trace, List.of()));
    command.add("--seccomp-bpf");
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
