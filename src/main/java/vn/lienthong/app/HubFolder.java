package vn.lienthong.app;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import vn.lienthong.routes.store.StorageFailure;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.schemas.error.Reason;

/** The data folder: what lies where. Everything of one hub is in it. */
public record HubFolder(Path root) {
  private static final long SMALL_FILE_BYTES = 64 << 10;
  private static final Reason NO_FOLDER = new Reason("không phải thư mục", "not a folder");
  private static final Reason NO_FILE =
      new Reason("là thư mục, không phải tệp", "a folder, not a file");

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

  /** Makes the folder one of a demonstration, for good. */
  public void markAsDemo() {
    try {
      Files.createDirectories(simulators());
    } catch (IOException e) {
      throw failure(e);
    }
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
        throw new HubException(HubError.DATA_FOLDER_UNUSABLE, root, NO_FOLDER);
      }
      if (Files.isDirectory(root) && !isSetUp() && holdsSomething()) {
        throw new HubException(HubError.DATA_FOLDER_FOREIGN, root);
      }
      Files.createDirectories(root);
      Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
      Path probe = Files.createTempFile(root, ".write", ".probe");
      Files.delete(probe);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /**
   * Finds the settings readable, where there are any.
   *
   * @throws HubException when this user may not read them, or they are no file
   */
  public void demandReadable() {
    if (Files.isDirectory(root) && !(Files.isReadable(root) && Files.isExecutable(root))) {
      throw failure(new AccessDeniedException(root.toString()));
    }
    if (Files.isDirectory(settings())) {
      throw new HubException(HubError.FILE_UNUSABLE, settings(), NO_FILE);
    }
    if (isSetUp() && !Files.isReadable(settings())) {
      throw new HubException(
          HubError.FILE_UNUSABLE,
          settings(),
          Reason.of(new AccessDeniedException(settings().toString())));
    }
  }

  /** Makes the folder of the log lines, or finds it usable. */
  public void prepareLogs() {
    try {
      Files.createDirectories(logs());
      Files.delete(Files.createTempFile(logs(), ".write", ".probe"));
    } catch (IOException e) {
      throw StorageFailure.of(e, logs());
    }
  }

  /** True when not even a small file has a place on the folder's disk. */
  public boolean isFull() {
    try {
      return Files.getFileStore(root).getUsableSpace() < SMALL_FILE_BYTES;
    } catch (IOException _) {
      return false; // no folder, no disk to look at
    }
  }

  /** Removes the keys of a set-up that could not be finished. */
  void removeKeys() {
    try (var paths = Files.walk(keys())) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException _) {
      // what stays is replaced by the next set-up
    }
  }

  /** Keys alone, or a mark of a demonstration: a set-up that was cut off. */
  private boolean holdsSomething() throws IOException {
    try (var children = Files.list(root)) {
      return children.anyMatch(
          child -> !child.equals(keys()) && !child.equals(simulators()) && !isLeftOver(child));
    }
  }

  private static boolean isLeftOver(Path child) {
    String name = child.getFileName().toString();
    return name.equals("hub.yml.new") || name.startsWith(".write");
  }

  /** The catalogue's error for a file of this folder that could not be written. */
  public HubException failure(IOException e) {
    Reason reason = Reason.of(e);
    return Reason.isDiskFull(String.valueOf(e.getMessage()))
        ? new HubException(e, HubError.DISK_FULL, root)
        : new HubException(e, HubError.DATA_FOLDER_UNUSABLE, root, reason);
  }
}
