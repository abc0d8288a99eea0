package vn.lienthong.signing.testing;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs a program of Debian's that is not ours. */
public final class Tool {
  private Tool() {}

  /** Exit status and everything it printed. */
  public record Result(int status, String output) {}

  /** Runs it; a missing program fails the test and says which package brings it. */
  public static Result run(String... command) {
    try {
      Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), output);
    } catch (IOException e) {
      return fail(command[0] + " is missing: apt-get install " + command[0], e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return fail("interrupted", e);
    }
  }
}
