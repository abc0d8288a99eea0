package vn.lienthong.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A program that ran to its end: its status and what it said. */
record Ran(int status, String out, String err) {

  static Place in(Path folder) {
    return new Place(folder, Map.of());
  }

  /** Where and with which environment a program runs; an empty value unsets a variable. */
  record Place(Path folder, Map<String, String> environment) {

    Place with(String name, String value) {
      Map<String, String> more = new HashMap<>(environment);
      more.put(name, value);
      return new Place(folder, more);
    }

    Place without(String name) {
      return with(name, "");
    }

    Ran run(String... command) throws IOException, InterruptedException {
      Path out = Files.createTempFile("ran", ".out");
      Path err = Files.createTempFile("ran", ".err");
      try {
        ProcessBuilder builder =
            new ProcessBuilder(List.of(command))
                .directory(folder.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        builder.environment().values().removeIf(String::isEmpty);
        int status = builder.start().waitFor();
        return new Ran(status, Files.readString(out), Files.readString(err));
      } finally {
        Files.delete(out);
        Files.delete(err);
      }
    }
  }
}
