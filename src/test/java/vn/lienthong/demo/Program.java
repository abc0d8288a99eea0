package vn.lienthong.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vn.lienthong.build.Persons;

/** The program in a process of its own, as ./hub starts it. */
record Program(Process process, Path out, Path err) {

  /** What a finished program said. */
  record Said(int status, String out, String err) {}

  static Program start(Path home, Map<String, String> environment, String... arguments)
      throws IOException {
    return start(command(home, arguments), environment);
  }

  /** The command line that ./hub makes of the arguments. */
  static List<String> command(Path home, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dhub.home=" + home,
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "vn.lienthong.app.Hub"));
    command.addAll(List.of(arguments));
    return command;
  }

  private static Program start(List<String> command, Map<String, String> environment)
      throws IOException {
    Path out = Files.createTempFile("hub", ".out");
    Path err = Files.createTempFile("hub", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().remove("HUB_LANG");
    builder.environment().putAll(environment);
    return new Program(builder.start(), out, err);
  }

  static Said run(Path home, String... arguments) throws IOException, InterruptedException {
    return ended(start(home, Map.of(), arguments));
  }

  /** Runs a shell script as one who may mount. */
  static Said runMounting(String script) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(Persons.rootWhoMounts());
    command.addAll(List.of("sh", "-c", script));
    return ended(start(command, Map.of()));
  }

  static Said ended(Program program) throws IOException, InterruptedException {
    int status = program.process().waitFor();
    return new Said(status, Files.readString(program.out()), Files.readString(program.err()));
  }

  String said() throws IOException {
    return Files.readString(out, StandardCharsets.UTF_8);
  }
}
