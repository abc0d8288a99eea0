package vn.lienthong.prove;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
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
    SmallDisk disk = new SmallDisk(place);
    Runtime.getRuntime().addShutdownHook(new Thread(disk::unmount)); // where somebody stops it
    return disk;
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
  public void close() {
    unmount();
  }

  /** Gone from the folders at once; the space is given back when the last file is closed. */
  private void unmount() {
    try {
      new ProcessBuilder("umount", "-l", "" + place)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .onExit()
          .join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
