package vn.lienthong.prove;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** System calls made to fail by strace(1), and what it wrote down of them. */
final class Strace {
  /** What happens to a call. */
  enum Blow {
    /** It fails as on a broken disk, and has no effect. */
    EIO("error=EIO"),
    /** Its process is killed. */
    KILL("signal=KILL");

    private final String words;

    Blow(String words) {
      this.words = words;
    }
  }

  /** The calls by which files get their content, reach the disk and get their names. */
  static final List<String> CALLS = List.of("write", "fsync", "rename");

  // 4711 write(4</data/log/checkpoint.new>, ""..., 180) = -1 EIO (Input/output error) (INJECTED)
  private static final Pattern LINE =
      Pattern.compile("^(\\d+) +(\\w+)\\((?:\\d+<([^>]*)>|\"([^\"]*)\").*");
  private static final Pattern RESUMED = Pattern.compile("^(\\d+) +<\\.\\.\\. (\\w+) resumed.*");

  private Strace() {}

  /**
   * One call.
   *
   * @param nth of its name in its thread, from 1, as strace counts
   * @param injected whether it was made to fail
   */
  record Call(long thread, String name, String path, int nth, boolean injected) {}

  /**
   * The words before a command, or before {@code -p PID}.
   *
   * @param paths the only files that matter; every file when empty
   */
  static List<String> traced(Path trace, List<String> paths) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "strace",
                "-f",
                "-qq",
                "-y",
                "-s",
                "4096",
                "-e",
                "signal=none",
                "-e",
                "trace=" + String.join(",", CALLS),
                "-o",
                trace.toString()));
    paths.forEach(path -> words.addAll(List.of("-P", path)));
    return words;
  }

  /** The words that make the nth call of a name in each thread fail. */
  static List<String> failing(String call, int nth, Blow blow) {
    return List.of("-e", "inject=" + call + ":" + blow.words + ":when=" + nth);
  }

  /** All calls on files in the order in which they began. */
  static List<Call> read(Path trace) throws IOException {
    List<Call> calls = new ArrayList<>();
    Map<String, Integer> nth = new HashMap<>();
    Map<Long, Integer> last = new HashMap<>();
    for (String line : lines(trace)) {
      Matcher one = LINE.matcher(line);
      Matcher resumed = RESUMED.matcher(line);
      boolean injected = line.contains("(INJECTED)");
      if (one.matches()) {
        long thread = Long.parseLong(one.group(1));
        String path = one.group(3) == null ? one.group(4) : one.group(3);
        last.put(thread, calls.size());
        calls.add(
            new Call(
                thread,
                one.group(2),
                path,
                nth.merge(thread + one.group(2), 1, Integer::sum),
                injected));
      } else if (resumed.matches() && injected) {
        int index = last.getOrDefault(Long.parseLong(resumed.group(1)), 0);
        Call call = calls.get(index);
        calls.set(index, new Call(call.thread(), call.name(), call.path(), call.nth(), true));
      }
    }
    return calls;
  }

  private static List<String> lines(Path trace) throws IOException {
    if (!Files.exists(trace)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(trace, StandardCharsets.ISO_8859_1)) {
      return lines.toList();
    }
  }
}
