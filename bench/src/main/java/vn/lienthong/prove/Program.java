package vn.lienthong.prove;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The shipped program, unpacked once, with a class data archive so that the many JVMs start in half
 * the time. Otherwise the options are those of {@code ./hub}.
 */
final class Program {
  private static final int PATIENCE_MINUTES = 5;

  private final Path home;
  private final Path folder;

  private Program(Path home, Path folder) {
    this.home = home;
    this.folder = folder;
  }

  /**
   * Unpacks {@code src/target/hub-exec.jar} of the sources in {@code home}.
   *
   * @throws IllegalStateException when it was not built
   */
  static Program of(Path home) throws IOException, InterruptedException {
    Path jar = home.resolve("src/target/hub-exec.jar").toAbsolutePath().normalize();
    if (!Files.exists(jar)) {
      throw new IllegalStateException(jar + " is missing: run ./hub prove, which builds it");
    }
    Path all = home.resolve("bench/target/prove").toAbsolutePath().normalize();
    Path folder = all.resolve(digest(jar));
    if (!Files.isDirectory(folder)) {
      unpack(jar, all, folder);
    }
    return new Program(home, folder);
  }

  /** A build gives every jar the same time: only its content tells it apart. */
  private static String digest(Path jar) throws IOException {
    try (InputStream bytes = Files.newInputStream(jar)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      bytes.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void unpack(Path jar, Path all, Path folder)
      throws IOException, InterruptedException {
    Files.createDirectories(all);
    Path fresh = Files.createTempDirectory(all, "new");
    Path said = all.resolve("unpacking.txt");
    List<String> command =
        List.of(
            java(),
            "-Djarmode=tools",
            "-jar",
            jar.toString(),
            "extract",
            "--destination",
            fresh.toString(),
            "--force");
    if (ended(start(command, said)) != 0) {
      throw new IllegalStateException("not unpacked: " + Files.readString(said));
    }
    try {
      Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (DirectoryNotEmptyException | FileAlreadyExistsException _) {
      delete(fresh); // another run that began at the same time was quicker
    }
  }

  /** The whole command line of a verb. */
  List<String> command(String... arguments) {
    return command(
        Files.exists(archive()) ? "-XX:SharedArchiveFile=" + archive() : "-Xshare:auto", arguments);
  }

  /** The sources that it was built from. */
  Path home() {
    return home;
  }

  /** The command line of a class in one of the libraries that the program carries. */
  List<String> library(List<String> options, String main, String... arguments) {
    List<String> command = new ArrayList<>(List.of(java(), "-Xmx256m", "-XX:+UseSerialGC"));
    command.addAll(options);
    command.addAll(List.of("-cp", folder.resolve("lib") + "/*", main));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Starts a verb; what it says goes to a file. */
  Process start(Path said, String... arguments) throws IOException {
    return start(command(arguments), said);
  }

  /** Runs a verb to its end and answers its exit status. */
  int run(Path said, String... arguments) throws IOException, InterruptedException {
    return ended(start(said, arguments));
  }

  /** As {@link #run}; the classes that it loaded make the archive, if there is none. */
  int runAndKeepClasses(Path said, String... arguments) throws IOException, InterruptedException {
    String option =
        Files.exists(archive())
            ? "-XX:SharedArchiveFile=" + archive()
            : "-XX:ArchiveClassesAtExit=" + archive();
    return ended(start(command(option, arguments), said));
  }

  static Process start(List<String> command, Path said) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(said.toFile()))
        .start();
  }

  static int ended(Process process) throws InterruptedException {
    if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      return -1;
    }
    return process.exitValue();
  }

  private List<String> command(String archiveOption, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                java(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                // as ./hub does it
                arguments[0].equals("start") ? "-XX:+TieredCompilation" : "-XX:TieredStopAtLevel=1",
                archiveOption,
                "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off",
                "-jar",
                folder.resolve("hub-exec.jar").toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  private Path archive() {
    return folder.resolve("classes.jsa");
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  static void delete(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (var paths = Files.walk(root)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
