package vn.lienthong.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The program in a process of its own, as ./hub starts it. */
record Program(Process process, Path out, Path err) {

  /** What a finished program said. */
  record Said(int status, String out, String err) {}

  static Program start(Path home, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dhub.home=" + home,
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "vn.lienthong.app.Hub"));
    command.addAll(List.of(arguments));
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
    Program program = start(home, Map.of(), arguments);
    int status = program.process().waitFor();
    return new Said(status, Files.readString(program.out()), Files.readString(program.err()));
  }

  String said() throws IOException {
    return Files.readString(out, StandardCharsets.UTF_8);
  }
}
