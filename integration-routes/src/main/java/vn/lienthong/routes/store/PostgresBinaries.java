package vn.lienthong.routes.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/** The PostgreSQL programs that the hub carries, unpacked once into its own folder. */
final class PostgresBinaries {
  private static final String PREFIX = "binaries-";

  private PostgresBinaries() {}

  /** The folder with bin, lib and share; unpacks them when they are not there. */
  static Path in(PrivateFolder folder) {
    byte[] archive = archive();
    String version = digest(archive).substring(0, 12);
    Path home = folder.path().resolve(PREFIX + version);
    if (Files.isDirectory(home)) {
      return home;
    }
    try {
      for (Path old : olderThan(folder.path())) {
        deleteTree(old);
      }
      Path unpacking = folder.privateFolder(PREFIX + "unpacking");
      try {
        unpack(archive, unpacking);
      } catch (IOException e) {
        deleteTree(unpacking); // half of it would fill the disk for nothing
        throw e;
      }
      return Files.move(unpacking, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw StorageFailure.of(e, folder.path());
    }
  }

  private static List<Path> olderThan(Path folder) throws IOException {
    try (var children = Files.list(folder)) {
      return children.filter(c -> c.getFileName().toString().startsWith(PREFIX)).toList();
    }
  }

  private static byte[] archive() {
    String machine =
        switch (System.getProperty("os.arch")) {
          case "aarch64" -> "arm_64";
          case "amd64", "x86_64" -> "x86_64";
          case String other ->
              throw new HubException(
                  HubError.DATABASE_NOT_STARTED,
                  "no PostgreSQL is carried for " + other + "; set hub.database.url");
        };
    String name = "/postgres-linux-" + machine + ".txz";
    try (InputStream in = PostgresBinaries.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new HubException(HubError.DATABASE_NOT_STARTED, name + " is missing in the program");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new HubException(e, HubError.DATABASE_NOT_STARTED, "the program's jar is damaged");
    }
  }

  private static void unpack(byte[] archive, Path target) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        Path file = target.resolve(e.getName()).normalize();
        if (!file.startsWith(target)) {
          throw new IOException("entry outside the archive: " + e.getName());
        }
        Files.createDirectories(e.isDirectory() ? file : file.getParent());
        if (e.isSymbolicLink()) {
          Files.createSymbolicLink(file, Path.of(e.getLinkName()));
        } else if (e.isFile()) {
          Files.copy(tar, file, StandardCopyOption.REPLACE_EXISTING);
          if ((e.getMode() & 0100) != 0 && !file.toFile().setExecutable(true, true)) {
            throw new IOException("cannot make executable: " + file);
          }
        }
      }
    }
  }

  static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (var paths = Files.walk(root)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
