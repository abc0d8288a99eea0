package vn.lienthong.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/** The data folder: what lies where. Everything of one hub is in it. */
public record HubFolder(Path root) {

  /** Settings that {@code ./hub setup} wrote and an operator may edit. */
  public Path settings() {
    return root.resolve("hub.yml");
  }

  /** Key stores and their password, readable by the owner only. */
  public Path keys() {
    return root.resolve("keys");
  }

  /** Verifier key of the message log, to be handed to auditors. */
  public Path verifierKey() {
    return keys().resolve("log.vkey");
  }

  /** The program's own log lines. */
  public Path logs() {
    return root.resolve("logs");
  }

  /** The exported message log. */
  public Path export() {
    return root.resolve("export");
  }

  /** State of the simulators in a demonstration. */
  public Path simulators() {
    return root.resolve("simulators");
  }

  /** Addresses of the simulated partners while a demonstration runs. */
  public Path demoSettings() {
    return simulators().resolve("demo.yml");
  }

  /** True when the folder belongs to a demonstration: its dossiers are generated. */
  public boolean isDemo() {
    return Files.isDirectory(simulators());
  }

  /** True when a hub was set up here. */
  public boolean isSetUp() {
    return Files.isRegularFile(settings());
  }

  /**
   * Makes the folder, or finds it usable.
   *
   * @throws HubException when it cannot be written, or holds something that is not a hub's
   */
  public void prepare() {
    try {
      if (Files.exists(root, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(root)) {
        throw new HubException(HubError.DATA_FOLDER_UNUSABLE, root, "not a folder");
      }
      if (Files.isDirectory(root) && !isSetUp() && holdsSomething()) {
        throw new HubException(HubError.DATA_FOLDER_FOREIGN, root);
      }
      Files.createDirectories(root);
      Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
      Path probe = Files.createTempFile(root, ".write", ".probe");
      Files.delete(probe);
    } catch (IOException e) {
      throw new HubException(e, HubError.DATA_FOLDER_UNUSABLE, root, reason(e));
    }
  }

  /** Removes what is in the folder, for a demonstration that starts afresh. */
  public void clear() {
    if (!Files.exists(root)) {
      return;
    }
    try (var paths = Files.walk(root)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new HubException(e, HubError.DATA_FOLDER_UNUSABLE, root, reason(e));
    }
  }

  private boolean holdsSomething() throws IOException {
    try (var children = Files.list(root)) {
      return children.anyMatch(child -> !child.equals(keys())); // keys alone: a set-up that was cut
    }
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName().replace("Exception", "") + " " + e.getMessage();
  }
}
