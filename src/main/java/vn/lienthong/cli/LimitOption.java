package vn.lienthong.cli;

import picocli.CommandLine.Option;

/** How many records a listing shows at most. */
final class LimitOption {
  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "At most so many lines, 1 to 10000; default: ${DEFAULT-VALUE}.")
  private int limit = 50;

  int value() {
    return Limits.within("--limit", limit, 1, 10_000);
  }
}
