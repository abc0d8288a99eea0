package vn.lienthong.build;

import java.nio.file.Path;

/** The sources that are being built: Maven runs the tests of this module in its folder. */
final class Checkout {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private Checkout() {}

  static Path file(String path) {
    return ROOT.resolve(path);
  }
}
