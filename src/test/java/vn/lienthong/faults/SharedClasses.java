package vn.lienthong.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * A class data archive, so that a JVM that is started again and again starts in half the time. It
 * wants a class path of jars alone: folders of classes are packed first.
 */
public final class SharedClasses {
  private final Path archive;
  private final String classPath;

  private SharedClasses(Path archive, String classPath) {
    this.archive = archive;
    this.classPath = classPath;
  }

  /** Over the class path of this test; packed jars and archive are kept in {@code folder}. */
  public static SharedClasses in(Path folder) throws IOException {
    List<String> jars = new ArrayList<>();
    String own =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    for (String entry : own.split(":")) {
      Path path = Path.of(entry);
      jars.add(
          Files.isDirectory(path)
              ? packed(path, folder.resolve("classes-" + jars.size() + ".jar")).toString()
              : entry);
    }
    return new SharedClasses(folder.resolve("classes.jsa"), String.join(":", jars));
  }

  /** Options of a JVM that runs to its end and leaves the archive behind if there is none yet. */
  public List<String> made() {
    return options("-XX:ArchiveClassesAtExit=");
  }

  /** Options of a JVM that uses the archive. */
  public List<String> used() {
    return options("-XX:SharedArchiveFile=");
  }

  private List<String> options(String whereThereIsNone) {
    String option = Files.exists(archive) ? "-XX:SharedArchiveFile=" : whereThereIsNone;
    return List.of(option + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off", "-cp", classPath);
  }

  private static Path packed(Path classes, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        var paths = Files.walk(classes)) {
      out.setLevel(0);
      for (Path path : paths.filter(path -> !path.equals(classes)).toList()) {
        String name = classes.relativize(path).toString();
        if (Files.isDirectory(path)) {
          out.putNextEntry(new JarEntry(name + "/")); // Spring looks packages up by it
        } else {
          out.putNextEntry(new JarEntry(name));
          Files.copy(path, out);
        }
      }
    }
    return jar;
  }
}
