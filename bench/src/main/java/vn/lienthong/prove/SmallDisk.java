package vn.lienthong.prove;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk of its own for a folder: a tmpfs, which only root may mount. */
record SmallDisk(Path place) implements AutoCloseable {
  private static final int BLOCK = 1 << 16;

  /**
   * Mounts it.
   *
   * @throws IllegalStateException when this user may not
   */
  static SmallDisk mount(Path place, int megabytes) throws IOException, InterruptedException {
    Files.createDirectories(place);
    Process mount =
        new ProcessBuilder(
                "mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "none", "" + place)
            .redirectErrorStream(true)
            .start();
    String said = new String(mount.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (mount.waitFor() != 0) {
      throw new IllegalStateException(
          "a full disk needs a small one, and mounting takes root: " + said.strip());
    }
    return new SmallDisk(place);
  }

  /** Writes until nothing more fits. */
  static void fill(Path filler) throws IOException {
    byte[] block = new byte[BLOCK];
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains("No space left")) {
        throw e;
      }
    }
  }

  @Override
  public void close() throws IOException {
    new ProcessBuilder("umount", "" + place).inheritIO().start().onExit().join();
  }
}
