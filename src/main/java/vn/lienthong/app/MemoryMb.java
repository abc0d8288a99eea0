package vn.lienthong.app;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Memory in MB, as the kernel and the collector tell it.
 *
 * @param liveHeapAfterGc what is still in use after a collection
 * @param rssJvm resident set of this process
 * @param rssPostgres the embedded server with its children, shared pages counted once; 0 where the
 *     server is another's
 */
public record MemoryMb(long liveHeapAfterGc, long rssJvm, long rssPostgres) {
  private static final long KB_IN_MB = 1024;

  /** Collects garbage, then measures. */
  public static MemoryMb measure(Path dataFolder) {
    System.gc();
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    long own = ProcessHandle.current().pid();
    return new MemoryMb(
        heap / KB_IN_MB / KB_IN_MB,
        kilobytes(Path.of("/proc/" + own + "/status"), "VmRSS:") / KB_IN_MB,
        postgres(dataFolder) / KB_IN_MB);
  }

  /** Shared pages are counted once: proportional set size of the server and its children. */
  private static long postgres(Path dataFolder) {
    try {
      String pid =
          Files.readAllLines(dataFolder.resolve("postgres/data/postmaster.pid")).getFirst();
      return ProcessHandle.of(Long.parseLong(pid.strip())).stream()
          .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()))
          .mapToLong(one -> kilobytes(Path.of("/proc/" + one.pid() + "/smaps_rollup"), "Pss:"))
          .sum();
    } catch (IOException | NumberFormatException _) {
      return 0; // another server, not ours
    }
  }

  private static long kilobytes(Path file, String line) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(text -> text.startsWith(line))
          .map(text -> text.replaceAll("\\D", ""))
          .mapToLong(Long::parseLong)
          .findFirst()
          .orElse(0);
    } catch (IOException | java.io.UncheckedIOException _) {
      return 0; // ended meanwhile, or no Linux
    }
  }
}
