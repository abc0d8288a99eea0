package vn.lienthong.bench;

import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import vn.lienthong.prove.ProveCommand;

/** {@code ./hub bench NAME}. */
@Command(
    name = "./hub bench",
    description = "Measures on this machine and prints ratios.",
    subcommands = {PathCommand.class, ScaleCommand.class})
public final class Bench {
  private Bench() {}

  /** Runs one bench, or {@code prove KIND}, and ends with its exit status. */
  public static void main(String[] arguments) {
    boolean proves = arguments.length > 0 && arguments[0].equals("prove");
    System.exit(
        proves
            ? ProveCommand.commandLine().execute(Arrays.copyOfRange(arguments, 1, arguments.length))
            : new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
  }
}
