package vn.lienthong.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Processor time of one round, in seconds, and how the Java part of it is shared out, in percent of
 * samples: each sample belongs to the part of the hub whose frame stands highest in its stack.
 *
 * @param wall how long it took
 * @param java processor time of this process, simulators, compiler and collector included
 * @param compiler time spent in the just-in-time compiler
 * @param collector time spent in collections
 * @param postgres processor time of the database server
 * @param shares percent of the Java samples by part, the largest first
 */
record WhereTimeGoes(
    double wall,
    double java,
    double compiler,
    double collector,
    double postgres,
    Map<String, Integer> shares) {
  private static final double TICKS_IN_SECOND = 100;
  private static final Duration SAMPLE = Duration.ofMillis(10);

  /** Part of the hub by package, the narrower ones first. */
  private static final Map<String, String> PARTS = parts();

  private static Map<String, String> parts() {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("vn.lienthong.connectors.npsp.simulator", "portal simulator");
    parts.put("vn.lienthong.connectors.onestop.simulator", "one-stop simulator");
    parts.put("vn.lienthong.connectors.npsp", "mapping and reading NPSP");
    parts.put("vn.lienthong.connectors.onestop", "change feed and acknowledgements");
    parts.put("vn.lienthong.connectors.call", "HTTP client");
    parts.put("vn.lienthong.signing", "signing and verifying");
    parts.put("vn.lienthong.routes.messagelog", "message log");
    parts.put("vn.lienthong.routes.dossiers", "deliveries");
    parts.put("vn.lienthong.routes.partner", "calls and sessions");
    parts.put("vn.lienthong.routes.files", "files");
    parts.put("vn.lienthong.bench", "bench");
    parts.put("vn.lienthong", "rest of the hub");
    parts.put("org.apache.activemq", "broker");
    parts.put("org.apache.catalina", "web server");
    parts.put("jdk.internal.net.http", "HTTP client");
    parts.put("org.apache.camel", "Camel");
    return parts;
  }

  static Watch watch(Path dataFolder) {
    Recording recording = new Recording();
    recording.enable("jdk.ExecutionSample").withPeriod(SAMPLE);
    recording.start();
    return new Watch(
        dataFolder,
        recording,
        System.nanoTime(),
        processSeconds(),
        compilerMillis(),
        collectorMillis(),
        serverSeconds(dataFolder));
  }

  /** What was running when the watch began. */
  record Watch(
      Path dataFolder,
      Recording recording,
      long beginNanos,
      double javaBefore,
      long compilerBefore,
      long collectorBefore,
      double postgresBefore) {

    WhereTimeGoes stop() throws IOException {
      double wall = (System.nanoTime() - beginNanos) / 1e9;
      double java = processSeconds() - javaBefore;
      double postgres = serverSeconds(dataFolder) - postgresBefore;
      long compiler = compilerMillis() - compilerBefore;
      long collector = collectorMillis() - collectorBefore;
      Path file = Files.createTempFile("hub-bench", ".jfr");
      try (recording) {
        recording.stop();
        recording.dump(file);
        return new WhereTimeGoes(
            wall, java, compiler / 1000.0, collector / 1000.0, postgres, shares(file));
      } finally {
        Files.delete(file);
      }
    }
  }

  private static Map<String, Integer> shares(Path file) throws IOException {
    Map<String, Integer> samples = new TreeMap<>();
    int all = 0;
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      if (event.getEventType().getName().equals("jdk.ExecutionSample")) {
        samples.merge(part(event), 1, Integer::sum);
        all++;
      }
    }
    Map<String, Integer> shares = new LinkedHashMap<>();
    int total = Math.max(1, all);
    samples.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
        .forEach(entry -> shares.put(entry.getKey(), Math.round(100f * entry.getValue() / total)));
    return shares;
  }

  private static String part(RecordedEvent event) {
    if (event.getStackTrace() == null) {
      return "other";
    }
    List<String> classes =
        event.getStackTrace().getFrames().stream()
            .map(RecordedFrame::getMethod)
            .map(method -> method.getType().getName())
            .toList();
    for (String name : classes) {
      for (Map.Entry<String, String> part : PARTS.entrySet()) {
        if (name.startsWith(part.getKey())) {
          return part.getValue();
        }
      }
    }
    return "other";
  }

  private static double processSeconds() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getProcessCpuTime() / 1e9
        : 0;
  }

  private static long compilerMillis() {
    return ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
  }

  private static long collectorMillis() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
        .sum();
  }

  private static double serverSeconds(Path dataFolder) {
    try {
      String pid =
          Files.readAllLines(dataFolder.resolve("postgres/data/postmaster.pid")).getFirst();
      return ProcessHandle.of(Long.parseLong(pid.strip())).stream()
          .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()))
          .mapToDouble(one -> seconds(Path.of("/proc/" + one.pid() + "/stat")))
          .sum();
    } catch (IOException e) {
      return 0;
    }
  }

  /** Fields 14 and 15 of proc_pid_stat(5), counted after the name in brackets. */
  private static double seconds(Path stat) {
    try {
      String text = Files.readString(stat);
      String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
      return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_IN_SECOND;
    } catch (IOException e) {
      return 0; // ended meanwhile
    }
  }
}
