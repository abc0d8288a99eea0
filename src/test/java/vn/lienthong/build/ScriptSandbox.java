package vn.lienthong.build;

import static java.nio.file.attribute.PosixFilePermissions.fromString;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The real ./hub in a folder of its own, with a PATH of nothing but what the sandbox puts there and
 * with a Java and a Maven that only say how they were called. Everybody may read it.
 */
final class ScriptSandbox {
  private static final List<String> BASICS =
      List.of(
          "sh cat sed grep tr sort head readlink dirname paste id uname mktemp tee touch rm cp mv"
              .split(" "));
  private static final Pattern TOOL = Pattern.compile("([a-z0-9]+):[a-z0-9-]+");

  private final Path home;
  private final Path bin;

  ScriptSandbox(Path place) throws IOException {
    home = Files.createDirectories(place.resolve("mã nguồn của trục"));
    bin = Files.createDirectories(place.resolve("bin"));
    for (Path folder : List.of(place, home)) {
      Files.setPosixFilePermissions(folder, fromString("rwxr-xr-x"));
    }
    Files.copy(Checkout.file("hub"), hub());
    Files.setPosixFilePermissions(hub(), fromString("rwxr-xr-x"));
    Files.writeString(home.resolve("pom.xml"), "<project/>");
    for (String module : List.of("schemas", "signing", "connectors", "integration-routes", "src")) {
      Files.createDirectories(home.resolve(module));
    }
    BASICS.forEach(this::link);
    for (String tool : testTools()) {
      stub(tool, "true");
    }
    link("find");
    stub("mvn", "echo \"mvn $*\" >&2");
    fakeJava(home.resolveSibling("jdk"), "25.0.1");
  }

  /** What ./hub test asks for. */
  static List<String> testTools() throws IOException {
    String script = Files.readString(Checkout.file("hub"));
    int from = script.indexOf("TEST_TOOLS=\"");
    String list = script.substring(from, script.indexOf("\"\n", from));
    return TOOL.matcher(list).results().map(found -> found.group(1)).toList();
  }

  Path home() {
    return home;
  }

  Path hub() {
    return home.resolve("hub");
  }

  Path jar() {
    return home.resolve("src/target/hub-exec.jar");
  }

  /** A JDK that prints how it was called. */
  Path fakeJava(Path folder, String version) throws IOException {
    Files.createDirectories(folder.resolve("bin"));
    for (String program : List.of("java", "javac", "jlink")) {
      program(
          folder.resolve("bin").resolve(program),
          "[ \"$1\" = -version ] && echo 'openjdk version \"%s\"' >&2 && exit; echo \"$0 $*\""
              .formatted(version));
    }
    return folder;
  }

  void stub(String name, String body) throws IOException {
    program(bin.resolve(name), body);
  }

  void remove(String name) throws IOException {
    Files.delete(bin.resolve(name));
  }

  Ran hub(String... arguments) throws IOException, InterruptedException {
    return hubWithin(List.of(), arguments);
  }

  /** Runs ./hub inside another command, such as {@code setpriv ...}. */
  Ran hubWithin(List<String> outer, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(outer);
    command.addAll(
        List.of(
            "/usr/bin/env",
            "-i",
            "PATH=" + bin,
            "JAVA_HOME=" + home.resolveSibling("jdk"),
            "TMPDIR=" + System.getProperty("java.io.tmpdir"),
            hub().toString()));
    command.addAll(List.of(arguments));
    return Ran.in(Path.of("/")).run(command.toArray(String[]::new));
  }

  private void link(String name) {
    try {
      Files.deleteIfExists(bin.resolve(name));
      Files.createSymbolicLink(bin.resolve(name), Path.of("/usr/bin").resolve(name));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void program(Path file, String body) throws IOException {
    Files.deleteIfExists(file);
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, fromString("rwxr-xr-x"));
  }
}
