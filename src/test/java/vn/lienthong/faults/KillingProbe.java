package vn.lienthong.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import vn.lienthong.routes.dossiers.PathPoint;
import vn.lienthong.routes.dossiers.PathProbe;

/** Kills with -9 when the path reaches the point that the file names, once a file. */
final class KillingProbe implements PathProbe {
  private final Path instruction;
  private final Path data;

  KillingProbe(Path data) {
    this.data = data;
    this.instruction = instruction(data);
  }

  static Path instruction(Path data) {
    return data.resolveSibling("kill");
  }

  @Override
  public synchronized void at(PathPoint point) {
    Optional<Kill> next = Kill.read(instruction).filter(kill -> kill.point() == point);
    if (next.isEmpty()) {
      return;
    }
    try {
      Files.delete(instruction);
      switch (next.orElseThrow().victim()) {
        case JVM -> kill(ProcessHandle.current().pid());
        case POSTMASTER -> kill(postmaster());
        case BOTH -> {
          kill(postmaster());
          kill(ProcessHandle.current().pid());
        }
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private long postmaster() throws IOException {
    return Long.parseLong(
        Files.readAllLines(data.resolve("postgres/data/postmaster.pid")).getFirst().strip());
  }

  private static void kill(long pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-9", Long.toString(pid)).start().waitFor(5, TimeUnit.SECONDS);
  }
}
