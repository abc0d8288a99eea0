package vn.lienthong.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Signals to processes, and what the kernel tells of them. */
final class Signals {
  private static final long KB_IN_MB = 1024;

  private Signals() {}

  /** Sends a signal, such as KILL, to all of them at once; who is gone already does not matter. */
  static void send(String signal, Collection<Long> pids) throws IOException, InterruptedException {
    if (pids.isEmpty()) {
      return;
    }
    List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
    pids.forEach(pid -> command.add(Long.toString(pid)));
    new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  /** The server of a PostgreSQL data folder and its children, the postmaster first. */
  static List<Long> serverOf(Path data) {
    try {
      long pid =
          Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
      // A number that was given to another process meanwhile is not ours to signal.
      if (!Files.readSymbolicLink(Path.of("/proc/" + pid + "/cwd")).equals(data.toRealPath())) {
        return List.of();
      }
      return ProcessHandle.of(pid).stream()
          .flatMap(server -> Stream.concat(Stream.of(server), server.children()))
          .map(ProcessHandle::pid)
          .toList();
    } catch (IOException | NumberFormatException _) {
      return List.of();
    }
  }

  /** A memory figure of /proc/PID/status in MB, such as VmHWM; 0 when the process is gone. */
  static long megabytes(long pid, String figure) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith(figure + ":"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .map(kilobytes -> kilobytes / KB_IN_MB)
          .findFirst()
          .orElse(0);
    } catch (IOException | java.io.UncheckedIOException _) {
      return 0;
    }
  }
}
