package vn.lienthong.demo;

import java.io.PrintWriter;

/** What a person watches: lines that stay, and one line that changes in place on a terminal. */
final class DemoScreen {
  private final PrintWriter out;
  private final boolean terminal = System.console() != null && System.console().isTerminal();
  private int shown;

  DemoScreen(PrintWriter out) {
    this.out = out;
  }

  synchronized void line(String text) {
    clear();
    out.println(text);
  }

  /** Shown on a terminal only, until the next line or progress. */
  synchronized void progress(String text) {
    if (terminal) {
      clear();
      out.print(text);
      out.flush();
      shown = text.length();
    }
  }

  private void clear() {
    if (shown > 0) {
      out.print("\r" + " ".repeat(shown) + "\r");
      shown = 0;
    }
  }
}
