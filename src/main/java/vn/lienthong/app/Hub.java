package vn.lienthong.app;

import vn.lienthong.cli.HubCommand;

/** Entry point of the program: hands over to the command line. */
public final class Hub {
  private Hub() {}

  /** Runs one verb and ends with its exit status. */
  public static void main(String[] arguments) {
    System.exit(HubCommand.run(arguments));
  }
}
