package vn.lienthong.cli;

import picocli.CommandLine.Option;

/** {@code --help} of a verb that only holds others. */
final class HelpOption {
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  private boolean help;
}
