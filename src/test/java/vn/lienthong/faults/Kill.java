package vn.lienthong.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import vn.lienthong.routes.dossiers.PathPoint;

/** One kill to come: where on the path, and which process. Handed over in a file. */
record Kill(PathPoint point, Victim victim) {

  /** Which process is killed with -9. */
  enum Victim {
    JVM,
    POSTMASTER,
    BOTH
  }

  void writeTo(Path file) throws IOException {
    Path fresh = file.resolveSibling("kill.new");
    Files.writeString(fresh, point + " " + victim);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  static Optional<Kill> read(Path file) {
    try {
      String[] words = Files.readString(file).split(" ");
      return Optional.of(new Kill(PathPoint.valueOf(words[0]), Victim.valueOf(words[1])));
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
