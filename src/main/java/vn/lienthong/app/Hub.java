package vn.lienthong.app;

/** Entry point of the program. */
public final class Hub {
  private Hub() {}

  /** Runs the command line. */
  public static void main(String[] arguments) {
    System.exit(arguments.length);
  }
}
