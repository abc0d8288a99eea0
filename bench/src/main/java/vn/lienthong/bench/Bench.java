package vn.lienthong.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./hub bench NAME}. */
@Command(
    name = "./hub bench",
    description = "Measures on this machine and prints ratios.",
    subcommands = {PathCommand.class, ScaleCommand.class})
public final class Bench {
  private Bench() {}

  /** Runs one bench and ends with its exit status. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Bench()).execute(arguments));
  }
}
