package vn.lienthong.prove;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import vn.lienthong.schemas.error.HubError;

/** Backups and restores by the command line, with a key made as {@code docs/backup.md} says. */
final class Backups {
  private static final String KEY =
      """
      openssl req -x509 -newkey rsa:3072 -nodes -keyout backup.key -out backup.crt -days 30 \
        -subj "/O=UBND tỉnh/CN=Backup" -utf8 &&
      openssl pkcs12 -export -inkey backup.key -in backup.crt -out backup.p12 -passout pass:drill
      """;

  private static final String BESIDE_RUNNING_HUB = HubError.RESTORE_BESIDE_RUNNING_HUB.code();

  private final World world;
  private final Path folder;

  private Backups(World world, Path folder) {
    this.world = world;
    this.folder = folder;
  }

  /** Makes the key, outside of the hub's data folder. */
  static Backups prepare(World world) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(world.data().resolveSibling("backups"));
    Files.writeString(folder.resolve("backup.password"), "drill\n");
    Process openssl =
        new ProcessBuilder("sh", "-c", KEY)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(world.said("openssl").toFile())
            .start();
    if (openssl.waitFor() != 0) {
      throw new IllegalStateException("openssl: " + Files.readString(world.said("openssl")));
    }
    return new Backups(world, folder);
  }

  /** Where a backup of that name lies or will lie. */
  Path file(String name) {
    return folder.resolve(name + ".tar");
  }

  /** The words of the command that makes it. */
  String[] makeArguments(Path file) {
    return new String[] {
      "backup",
      file.toString(),
      "--recipient",
      folder.resolve("backup.crt").toString(),
      "--reason",
      "prove",
      "--data",
      world.data().toString()
    };
  }

  /** Makes one beside the running hub; that it fails is noted. */
  Path make(String name) throws IOException, InterruptedException {
    Path file = file(name);
    Path said = fresh("backup");
    if (world.program().run(said, makeArguments(file)) != 0) {
      world.trouble("backup: " + Files.readString(said).strip());
    }
    return file;
  }

  /** The checkpoint that a backup names in its list, which needs no key. */
  static Optional<String> checkpoint(Path file) throws IOException, InterruptedException {
    Process tar =
        new ProcessBuilder("tar", "-xOf", file.toString(), "manifest.json")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    JsonNode list =
        new ObjectMapper()
            .readTree(new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    tar.waitFor();
    return Optional.ofNullable(list.path("checkpoint").textValue());
  }

  /**
   * True when a restore finds the file whole: beside a running hub it is refused for that reason
   * alone, after the file was read to its end.
   */
  boolean isWhole(Path file) throws IOException, InterruptedException {
    Path said = fresh("restore");
    int status = world.program().run(said, restoreArguments(file));
    return status != 0 && Files.readString(said).contains(BESIDE_RUNNING_HUB);
  }

  /**
   * Begins to restore and kills it.
   *
   * @return false when it had ended before
   */
  boolean restoreKilled(Path file, Duration after) throws IOException, InterruptedException {
    Process restore = world.program().start(fresh("restore"), restoreArguments(file));
    if (restore.waitFor(after.toMillis(), TimeUnit.MILLISECONDS)) {
      return false;
    }
    restore.destroyForcibly().waitFor();
    return true;
  }

  /** Restores while no hub runs; empty, and noted, when that fails. */
  Optional<JsonNode> restore(Path file) throws IOException, InterruptedException {
    Path said = fresh("restore");
    int status = world.program().run(said, restoreArguments(file));
    String words = Files.readString(said);
    if (status != 0) {
      world.trouble("restore: " + words.strip());
      return Optional.empty();
    }
    return Optional.of(
        new ObjectMapper()
            .readTree(words.substring(words.indexOf('{'), words.lastIndexOf('}') + 1)));
  }

  private String[] restoreArguments(Path file) {
    List<String> words =
        List.of(
            "restore",
            file.toString(),
            "--key",
            folder.resolve("backup.p12").toString(),
            "--password-file",
            folder.resolve("backup.password").toString(),
            "--reason",
            "prove",
            "--json",
            "--data",
            world.data().toString());
    return words.toArray(String[]::new);
  }

  private Path fresh(String name) throws IOException {
    Files.deleteIfExists(world.said(name));
    return world.said(name);
  }
}
