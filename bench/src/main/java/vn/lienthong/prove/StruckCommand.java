package vn.lienthong.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A command that writes files. Its calls are counted in a run of its own; a later run makes one of
 * them fail, and looks whether it was that one.
 */
final class StruckCommand {
  private static final int AGAIN = 8;
  private static final int KILLED = 128 + 9;

  private final World world;
  private final Output output;
  private final Path trace;
  private final Path said;
  private List<Strace.Call> counted = List.of();

  StruckCommand(World world, Output output) {
    this.world = world;
    this.output = output;
    this.trace = world.said("strace-" + output.name());
    this.said = world.said(output.name());
  }

  /** What the command writes. */
  interface Output {
    /** In one word. */
    String name();

    /** The words of the command. */
    String[] arguments();

    /** Makes room for a run. */
    void prepare() throws IOException;

    /** True for its files, finished or not. */
    boolean isOurs(String path);

    /** What a path stands for, whatever the name of the unfinished file is this time. */
    String role(String path);

    /** Those that stand for all. */
    List<Strace.Call> chosen(List<Strace.Call> all);

    /** Looks at what a blow left. */
    void check(int status, Strace.Blow blow, String after) throws IOException, InterruptedException;
  }

  /** Each chosen call, failing once and killed once. */
  List<Writers.Point> points() throws IOException, InterruptedException {
    int status = run(List.of("--seccomp-bpf"));
    if (status != 0) {
      throw new IllegalStateException(output.name() + " under strace: " + words());
    }
    counted = Strace.read(trace).stream().filter(call -> output.isOurs(call.path())).toList();
    List<Writers.Point> points = new ArrayList<>();
    for (Strace.Blow blow : Strace.Blow.values()) {
      output.chosen(counted).forEach(call -> points.add(point(call, blow)));
    }
    return points;
  }

  /** Runs it without faults; that it fails is noted. */
  void runWhole() throws IOException, InterruptedException {
    output.prepare();
    Files.deleteIfExists(said);
    if (world.program().run(said, output.arguments()) != 0) {
      world.trouble("the next " + output.name() + " failed: " + words());
    }
  }

  private Writers.Point point(Strace.Call call, Strace.Blow blow) {
    return new Writers.Point() {
      @Override
      public boolean strike() throws IOException, InterruptedException {
        return struck(call, blow);
      }

      @Override
      public String name() {
        return "%s %s %s %s".formatted(output.name(), call.name(), output.role(call.path()), blow);
      }
    };
  }

  private boolean struck(Strace.Call meant, Strace.Blow blow)
      throws IOException, InterruptedException {
    int nth = meant.nth();
    for (int attempt = 0; attempt < AGAIN; attempt++) {
      int status = run(Strace.failing(meant.name(), nth, blow));
      output.check(
          status,
          blow,
          "%s %s %s, status %d".formatted(meant.name(), output.role(meant.path()), blow, status));
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
        && output.isOurs(one.path())
        && output.role(one.path()).equals(output.role(other.path()));
  }

  private int run(List<String> injection) throws IOException, InterruptedException {
    output.prepare();
    Files.deleteIfExists(trace);
    Files.deleteIfExists(said);
    List<String> command = new ArrayList<>(Strace.traced(trace, List.of()));
    command.addAll(injection);
    command.addAll(world.program().command(output.arguments()));
    Process process = Program.start(command, said);
    if (!process.waitFor(World.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      world.trouble(output.name() + " did not end");
    }
    return process.waitFor();
  }

  private String words() throws IOException {
    return Files.readString(said).strip();
  }
}
