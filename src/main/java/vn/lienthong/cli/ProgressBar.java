package vn.lienthong.cli;

import java.io.PrintStream;
import java.time.Duration;
import vn.lienthong.routes.jobs.JobRun;

/** How far a run is, in one line of a terminal; silent where nobody looks. */
final class ProgressBar implements AutoCloseable {
  private static final int WIDTH = 30;

  private final PrintStream terminal;
  private final boolean seen;

  ProgressBar() {
    this(System.err, System.console() != null && System.console().isTerminal());
  }

  ProgressBar(PrintStream terminal, boolean seen) {
    this.terminal = terminal;
    this.seen = seen;
  }

  void show(JobRun run) {
    if (seen) {
      terminal.print("\r" + line(run) + "\u001b[K");
      terminal.flush();
    }
  }

  /** Such as [##########....................] 551/1655 92.4/s 00:12. */
  static String line(JobRun run) {
    int full = run.total() == 0 ? 0 : Math.min(WIDTH, run.done() * WIDTH / run.total());
    String rate = run.rate().map("%.1f/s"::formatted).orElse("");
    String left = run.remaining().map(ProgressBar::clock).orElse("");
    return "[%s%s] %d/%d %s %s"
        .formatted("#".repeat(full), ".".repeat(WIDTH - full), run.done(), run.total(), rate, left)
        .strip();
  }

  private static String clock(Duration left) {
    return left.toHours() == 0
        ? "%02d:%02d".formatted(left.toMinutes(), left.toSecondsPart())
        : "%d:%02d:%02d".formatted(left.toHours(), left.toMinutesPart(), left.toSecondsPart());
  }

  @Override
  public void close() {
    if (seen) {
      terminal.print("\r\u001b[K");
      terminal.flush();
    }
  }
}
