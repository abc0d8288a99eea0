package vn.lienthong.routes.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/** A folder that only its owner may enter, and small files in it. */
record PrivateFolder(Path path) {
  private static final String FOLDER_MODE = "rwx------";
  private static final String FILE_MODE = "rw-------";

  /** Makes the folder, or makes an existing one private. */
  static PrivateFolder at(Path path) {
    try {
      Files.createDirectories(path);
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(FOLDER_MODE));
      return new PrivateFolder(path.toRealPath());
    } catch (IOException e) {
      throw StorageFailure.of(e, path);
    }
  }

  Path privateFolder(String name) throws IOException {
    Path folder = path.resolve(name);
    PostgresBinaries.deleteTree(folder);
    return Files.createDirectory(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(FOLDER_MODE)));
  }

  Optional<String> read(String name) {
    Path file = path.resolve(name);
    try {
      return Files.exists(file)
          ? Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip())
          : Optional.empty();
    } catch (IOException e) {
      throw StorageFailure.of(e, file);
    }
  }

  /** Writes a file that only the owner may read, wholly or not at all. */
  void write(String name, String text) {
    Path file = path.resolve(name);
    Path fresh = path.resolve(name + ".new");
    try {
      Files.deleteIfExists(fresh);
      Files.createFile(
          fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(FILE_MODE)));
      Files.writeString(fresh, text, StandardCharsets.UTF_8);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      fresh.toFile().delete();
      throw StorageFailure.of(e, file);
    }
  }

  /** The secret in that file, made once. */
  String secret(String name) {
    return read(name)
        .filter(s -> !s.isEmpty())
        .orElseGet(
            () -> {
              byte[] bytes = new byte[24];
              new SecureRandom().nextBytes(bytes);
              String made = HexFormat.of().formatHex(bytes);
              write(name, made);
              return made;
            });
  }
}
