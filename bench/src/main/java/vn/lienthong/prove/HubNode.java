package vn.lienthong.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import vn.lienthong.app.HubFolder;

/** A hub as a person starts it: a process on a data folder with its hub.yml. */
final class HubNode {
  private static final Duration TO_END = Duration.ofSeconds(10);

  private final Program program;
  private final HubFolder folder;
  private final int port;
  private final Path said;
  private final Consumer<String> trouble;
  private Optional<Process> process = Optional.empty();
  private long peakMb;

  /**
   * A node that does not run yet.
   *
   * @param port the one that its settings name
   * @param said where it writes what it says
   * @param trouble told what it should not have done
   */
  HubNode(Program program, HubFolder folder, int port, Path said, Consumer<String> trouble) {
    this.program = program;
    this.folder = folder;
    this.port = port;
    this.said = said;
    this.trouble = trouble;
  }

  HubFolder folder() {
    return folder;
  }

  Path data() {
    return folder.root();
  }

  /** What the hub calls itself in the database, behind the machine's name. */
  String suffix() {
    return ":" + process.map(Process::pid).orElse(0L);
  }

  /** Process id, if it runs. */
  Optional<Long> pid() {
    return process.filter(Process::isAlive).map(Process::pid);
  }

  /** Starts it and waits until it says that it is ready. */
  void start() throws IOException, InterruptedException {
    launch();
    await();
  }

  /** Starts it. */
  void launch() throws IOException {
    Files.deleteIfExists(said);
    process = Optional.of(program.start(said, "start", "--data", data().toString()));
  }

  /** Waits until it says that it is ready. It must not end by itself. */
  void await() throws IOException, InterruptedException {
    boolean ready =
        Waiting.until(
            World.PATIENCE, () -> pid().isEmpty() || Files.readString(said).contains(":" + port));
    if (!ready || pid().isEmpty()) {
      trouble.accept("the hub did not start again by itself: " + words());
    }
  }

  /** Ends it with -9 and waits until it is gone. */
  void kill() throws IOException, InterruptedException {
    peakMb();
    if (process.isPresent()) {
      if (pid().isEmpty()) {
        trouble.accept("the hub had ended by itself: " + words());
      }
      process.orElseThrow().destroyForcibly().waitFor();
    }
  }

  /** Waits until one that was killed is gone. */
  void awaitDeath() throws InterruptedException {
    if (process.isPresent()) {
      process.orElseThrow().waitFor();
    }
  }

  /** Ends it as an operator does. */
  void stop() throws InterruptedException {
    peakMb();
    if (process.isPresent()) {
      process.orElseThrow().destroy();
      if (!process.orElseThrow().waitFor(World.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        trouble.accept("the hub did not stop within " + World.PATIENCE);
      }
    }
  }

  /** It should run; where it does not, that is noted and it is started. */
  void mend() throws IOException, InterruptedException {
    if (pid().isEmpty()) {
      trouble.accept("the hub had ended by itself: " + words());
      start();
    }
  }

  /** Processes of its own database server, the postmaster first; none where it has no own. */
  List<Long> server() {
    return Signals.serverOf(data().resolve("postgres/data"));
  }

  /** Ends it and its database server, whatever their state. */
  void end() throws IOException, InterruptedException {
    if (process.isPresent()) {
      process.orElseThrow().destroyForcibly().waitFor();
    }
    Signals.send("CONT", server());
    Signals.send("QUIT", server().stream().limit(1).toList()); // immediate shutdown
    Waiting.until(TO_END, () -> server().isEmpty());
  }

  /** Largest resident set of any of its processes, in MB. */
  long peakMb() {
    pid().ifPresent(pid -> peakMb = Math.max(peakMb, Signals.megabytes(pid, "VmHWM")));
    return peakMb;
  }

  private String words() throws IOException {
    return Files.readString(said).strip();
  }
}
