package vn.lienthong.cli;

import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/** Checks {@code --limit}. */
final class Limits {
  private Limits() {}

  static int checked(int limit) {
    if (limit < 1 || limit > 10_000) {
      throw new HubException(HubError.COMMAND_INVALID, "--limit: 1 to 10000, not " + limit);
    }
    return limit;
  }
}
