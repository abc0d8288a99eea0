package vn.lienthong.routes.messagelog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import vn.lienthong.routes.store.StorageFailure;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/**
 * Where an export goes. It is written beside and takes its name when it is complete, so that a kill
 * leaves the old export or the new one, or, between two renames, none under that name.
 */
record ExportFolder(Path folder) {
  /** What an export may hold: only that is ever replaced. */
  private static final Pattern OWN =
      Pattern.compile(
          "checkpoint(\\.p7s)?|log\\.vkey|README\\.txt|check_log\\.py"
              + "|(tile/(entries|\\d)/(x\\d{3}/)*\\d{3}(\\.p/\\d{1,3})?)"
              + "|payloads/\\d+\\.json|certificates/log-\\d+\\.crt");

  /**
   * Looks at the place.
   *
   * @throws HubException LT-6053 when it holds anything but an earlier export
   */
  static ExportFolder at(Path folder) {
    try {
      Path target =
          Files.exists(folder) ? folder.toRealPath() : folder.toAbsolutePath().normalize();
      Optional<Path> other = other(target);
      if (other.isPresent()) {
        throw new HubException(HubError.LOG_EXPORT_FOLDER_TAKEN, target, other.orElseThrow());
      }
      return new ExportFolder(target);
    } catch (UncheckedIOException e) {
      throw StorageFailure.of(new IOException(e.getMessage(), e), folder);
    } catch (IOException e) {
      throw StorageFailure.of(e, folder);
    }
  }

  /** A file there that no export writes. */
  private static Optional<Path> other(Path target) throws IOException {
    if (!Files.exists(target)) {
      return Optional.empty();
    }
    if (!Files.isDirectory(target)) {
      return Optional.of(target.getFileName());
    }
    // the hub's own published log looks alike, but has no such file
    boolean export = Files.exists(target.resolve("log.vkey"));
    try (var files = Files.walk(target)) {
      return files
          .filter(file -> !Files.isDirectory(file))
          .map(target::relativize)
          .filter(file -> !export || !OWN.matcher(file.toString()).matches())
          .findFirst();
    }
  }

  /** Writes a whole export beside and puts it in place of what was there. */
  void replaceBy(boolean forOwnerOnly, Consumer<Path> writer) {
    String mark = "." + folder.getFileName() + "." + UUID.randomUUID();
    Path fresh = folder.resolveSibling(mark + ".unfinished");
    try {
      Files.createDirectories(folder.getParent());
      Files.createDirectory(fresh);
      if (forOwnerOnly) {
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwx------"));
      }
      try {
        writer.accept(fresh);
        swap(fresh, folder.resolveSibling(mark + ".replaced"));
      } finally {
        delete(fresh);
      }
    } catch (IOException e) {
      throw StorageFailure.of(e, folder);
    }
  }

  private void swap(Path fresh, Path old) throws IOException {
    boolean replaces = Files.exists(folder);
    if (replaces) {
      Files.move(folder, old, StandardCopyOption.ATOMIC_MOVE);
    }
    try {
      Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (replaces) {
        Files.move(old, folder, StandardCopyOption.ATOMIC_MOVE);
      }
      throw e;
    }
    delete(old);
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
