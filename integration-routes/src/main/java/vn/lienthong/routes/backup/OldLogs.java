package vn.lienthong.routes.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import vn.lienthong.routes.store.StorageFailure;

/** Folders {@code log-1}, {@code log-2} … of the data folder: logs that ended. */
final class OldLogs {
  private static final Pattern NAME = Pattern.compile("log-[0-9]{1,9}");

  private OldLogs() {}

  static List<Path> in(Path dataDir) throws IOException {
    if (!Files.isDirectory(dataDir)) {
      return List.of();
    }
    try (var children = Files.list(dataDir)) {
      return children
          .filter(child -> NAME.matcher(child.getFileName().toString()).matches())
          .filter(Files::isDirectory)
          .sorted()
          .toList();
    }
  }

  /** True for a member of a backup that is a file of such a folder. */
  static boolean holds(String member) {
    int slash = member.indexOf('/');
    return slash > 0 && NAME.matcher(member.substring(0, slash)).matches();
  }

  /** Writes a file of such a folder unless it is there. */
  static void restore(Path dataDir, String member, byte[] content) {
    Path file = dataDir.resolve(member).normalize();
    try {
      if (file.startsWith(dataDir) && !Files.exists(file)) {
        Files.createDirectories(file.getParent());
        Files.write(file, content);
      }
    } catch (IOException e) {
      throw StorageFailure.of(e, file);
    }
  }
}
