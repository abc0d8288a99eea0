package vn.lienthong.signing.verify;

import java.io.IOException;
import java.io.InputStream;

/**
 * The check for who trusts no program of ours: a page of Python that shares no code with the hub
 * and calls openssl. It travels with every export, and our tests run it on damaged logs.
 */
public final class IndependentCheck {
  /** Name under which it travels. */
  public static final String FILE_NAME = "check_log.py";

  private IndependentCheck() {}

  /** The script. */
  public static byte[] script() {
    try (InputStream in = IndependentCheck.class.getResourceAsStream(FILE_NAME)) {
      if (in == null) {
        throw new IllegalStateException(FILE_NAME + " is missing in the program");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(FILE_NAME + " is damaged in the program", e);
    }
  }
}
