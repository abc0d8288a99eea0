package vn.lienthong.cli;

import picocli.CommandLine.Option;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/** How many records a listing shows at most. */
final class LimitOption {
  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "At most so many lines, 1 to 10000; default: ${DEFAULT-VALUE}.")
  private int limit = 50;

  int value() {
    if (limit < 1 || limit > 10_000) {
      throw new HubException(HubError.COMMAND_INVALID, "--limit: 1 to 10000, not " + limit);
    }
    return limit;
  }
}
