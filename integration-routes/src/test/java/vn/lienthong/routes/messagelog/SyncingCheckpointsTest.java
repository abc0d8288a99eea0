package vn.lienthong.routes.messagelog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the kernel is asked to do when a checkpoint is published, as strace (Debian) sees it. */
class SyncingCheckpointsTest {
  @TempDir Path place;

  /** The program that is watched. */
  static final class Publishing {
    private Publishing() {}

    public static void main(String[] arguments) {
      new LogFolder(Path.of(arguments[0]))
          .publish(
              new SignedRoots.Signed(
                  1, new byte[32], "a note\n\n— a AAAAAAA=\n", new byte[] {1, 2, 3}));
    }
  }

  @Test
  void signature_and_checkpoint_are_on_the_disk_before_and_after_they_get_their_names()
      throws Exception {
    List<String> calls = watched(place.resolve("log"));

    assertThat(calls.stream().map(SyncingCheckpointsTest::brief).toList())
        .containsSubsequence(
            "fsync checkpoint.p7s.new",
            "rename checkpoint.p7s.new",
            "fsync log",
            "fsync checkpoint.new",
            "rename checkpoint.new",
            "fsync log");
  }

  @Test
  void a_folder_that_had_to_be_made_is_on_the_disk_too() throws Exception {
    List<String> calls = watched(place.resolve("new/log"));

    assertThat(calls.stream().map(SyncingCheckpointsTest::brief).toList())
        .containsSubsequence(
            "fsync " + place.getFileName(), "fsync new", "fsync checkpoint.p7s.new");
  }

  private List<String> watched(Path log) throws IOException, InterruptedException {
    Path trace = place.resolve("trace");
    Process process =
        new ProcessBuilder(
                "strace",
                "-f",
                "-y",
                "-e",
                "trace=fsync,fdatasync,rename,renameat,renameat2",
                "-o",
                trace.toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Publishing.class.getName(),
                log.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return Files.readAllLines(trace);
  }

  /** {@code 12 fsync(7</tmp/x/log/checkpoint.new>) = 0} becomes {@code fsync checkpoint.new}. */
  private static String brief(String line) {
    if (line.contains("sync(")) {
      String path = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
      return "fsync " + path.substring(path.lastIndexOf('/') + 1);
    }
    if (line.contains("rename")) {
      String path = line.substring(line.indexOf('"') + 1, line.indexOf('"', line.indexOf('"') + 1));
      return "rename " + path.substring(path.lastIndexOf('/') + 1);
    }
    return line;
  }
}
