package vn.lienthong.cli;

import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.schemas.error.Reason;

/** Checks numbers that a command line gives. */
public final class Limits {
  private Limits() {}

  /** A TCP port, 0 for any that is free. */
  public static int port(int port) {
    return within("--port", port, 0, 65_535);
  }

  /**
   * The number.
   *
   * @throws HubException LT-8001 when it is too small or too large
   */
  public static int within(String option, int given, int least, int most) {
    if (given < least || given > most) {
      throw wrong(option, least + " – " + most, Integer.toString(given));
    }
    return given;
  }

  /** What to throw for a value that an option does not take. */
  public static HubException wrong(String option, String right, String given) {
    return new HubException(
        HubError.COMMAND_INVALID,
        new Reason(
            option + ": " + right + ", không phải '" + given + "'",
            option + ": " + right + ", not '" + given + "'"));
  }
}
