package vn.lienthong.signing.verify;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** The files of a log in C2SP tlog-tiles layout; what is missing or cannot be read is empty. */
record LogFiles(Path folder) {
  /** A bundle of 256 entries of 64 KB has 16 MB; disclosed payloads are longer in base64. */
  private static final long MOST_FILE_BYTES = 128L * 1024 * 1024;

  Optional<byte[]> read(String name) {
    Path file = folder.resolve(name);
    try {
      return Files.isRegularFile(file) && Files.size(file) <= MOST_FILE_BYTES
          ? Optional.of(Files.readAllBytes(file))
          : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  boolean has(String name) {
    return Files.exists(folder.resolve(name));
  }

  /** Names of the files in a folder; none when it is not there. */
  void each(String name, Consumer<String> visit) {
    if (!Files.isDirectory(folder.resolve(name))) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.resolve(name))) {
      files.forEach(file -> visit.accept(file.getFileName().toString()));
    } catch (IOException _) {
      visit.accept("(unreadable)");
    }
  }
}
