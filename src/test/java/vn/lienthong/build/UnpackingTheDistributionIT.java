package vn.lienthong.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What ./hub dist makes, unpacked by an ordinary user into a path with spaces and Vietnamese
 * letters: it needs neither Java nor a network, and says what it cannot do.
 */
final class UnpackingTheDistributionIT {
  @TempDir private static Path temporary;
  private static Path home = Path.of("");

  @BeforeAll
  static void packAndUnpack() throws Exception {
    // Maven dates the jar by the commit, not by now; it was packaged a moment ago.
    Files.setLastModifiedTime(
        Checkout.file("src/target/hub-exec.jar"), FileTime.from(Clock.systemUTC().instant()));
    Ran packed =
        Ran.in(temporary)
            .with("JAVA_HOME", System.getProperty("java.home"))
            .run(Checkout.file("hub").toString(), "dist");
    assertThat(packed.status()).as(packed.err()).isZero();
    assertThat(packed.err()).as("nothing is built in between").isEqualTo("+ jlink, tar\n");
    Path archive = Path.of(packed.out().strip());
    assertThat(archive).isRegularFile();
    Path place = Files.createDirectory(temporary.resolve("máy chủ của tỉnh"));
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxrwxrwx"));
    List<String> unpack = new ArrayList<>(Persons.ordinary());
    unpack.addAll(List.of("tar", "-xzf", "-"));
    Process tar =
        new ProcessBuilder(unpack)
            .directory(place.toFile())
            .redirectInput(archive.toFile())
            .inheritIO()
            .redirectInput(archive.toFile())
            .start();
    assertThat(tar.waitFor()).isZero();
    home = place.resolve("lien-thong");
  }

  @Test
  void the_demonstration_runs_with_neither_java_nor_network() throws Exception {
    Ran ran =
        hub(
            Persons.withNeitherJavaNorNetwork(),
            "demo",
            "--once",
            "--dossiers",
            "20",
            "--port",
            "0");
    assertThat(ran.status()).as(ran.out() + ran.err()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).contains("1,655 of 1,655", "Everything holds.");
    assertThat(home.resolve("data/export/checkpoint")).isRegularFile();
  }

  @Test
  void what_the_user_may_not_write_or_read_is_named() throws Exception {
    assertOneSentence(setup(Path.of("/proc/nowhere")), "LT-8004");
    Path foreign = Files.createDirectory(temporary.resolve("foreign"));
    Files.setPosixFilePermissions(foreign, PosixFilePermissions.fromString("r-xr-xr-x"));
    assertOneSentence(setup(foreign.resolve("data")), "LT-8004", "permission denied on ");
    Path own = home.resolve("của tôi");
    assertThat(setup(own).status()).isZero();
    Ran hidden =
        hub(
            Persons.ordinary(),
            List.of("sh", "-c", "chmod 000 \"$0\"/hub.yml; exec \"$@\"", own.toString()),
            "start",
            "--data",
            own.toString());
    assertOneSentence(hidden, "LT-8007", own + "/hub.yml");
  }

  @Test
  void it_has_no_sources_to_test_and_says_so() throws Exception {
    Ran ran = hub(Persons.ordinary(), "test");
    assertThat(ran)
        .isEqualTo(
            new Ran(1, "", "A distribution holds no sources: run this in a clone of them.\n"));
  }

  private static Ran setup(Path data) throws IOException, InterruptedException {
    return hub(Persons.ordinary(), "setup", "--data", data.toString());
  }

  private static Ran hub(List<String> person, String... arguments)
      throws IOException, InterruptedException {
    return hub(person, List.of(), arguments);
  }

  /** From another folder, with no more in the environment than Debian's commands and LANG=C. */
  private static Ran hub(List<String> person, List<String> within, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(person);
    command.addAll(within);
    command.addAll(List.of("env", "-i", "PATH=" + pathWithoutJava(), "LANG=C"));
    command.add(home.resolve("hub").toString());
    command.addAll(List.of(arguments));
    return Ran.in(Path.of("/")).run(command.toArray(String[]::new));
  }

  /** Debian's commands, except those named java. */
  private static Path pathWithoutJava() throws IOException {
    Path bin = temporary.resolve("bin");
    if (!Files.exists(bin)) {
      Files.createDirectory(bin);
      try (var commands = Files.list(Path.of("/usr/bin"))) {
        for (Path command : commands.toList()) {
          if (!command.getFileName().toString().startsWith("java")) {
            Files.createSymbolicLink(bin.resolve(command.getFileName()), command);
          }
        }
      }
    }
    return bin;
  }

  private static void assertOneSentence(Ran ran, String... parts) {
    assertThat(ran.status()).as(ran.err()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err().strip().lines()).hasSize(1);
    assertThat(ran.err()).contains(parts);
  }
}
