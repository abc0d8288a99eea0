package vn.lienthong.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A module of one class under the real root pom: without a fault, or with one that a check sees.
 */
enum PlantedModule {
  CLEAN(
      "",
      """
      package planted;

      /** Nothing to find. */
      public record Planted(String text) {}
      """,
      ""),
  FORMAT(
      "",
      """
      package planted;

      /** Four spaces and a brace on its own line. */
      public record Planted(String text)
      {
          int length() { return text.length(); }
      }
      """,
      "spotless-maven-plugin.*:check"),
  ERROR_PRONE(
      "",
      """
      package planted;

      /** Compares what two texts are, not what they say. */
      public record Planted(String text) {
        boolean same(Planted other) {
          return text == other.text;
        }
      }
      """,
      "\\[ReferenceEquality\\]"),
  NULL_AWAY(
      "",
      """
      package planted;

      /** Gives null where a text is promised. */
      public record Planted(String text) {
        String shortened() {
          return text.isEmpty() ? null : text.substring(1);
        }
      }
      """,
      "\\[NullAway\\]"),
  WARNING(
      "",
      """
      package planted;

      import java.util.List;

      /** A raw type: javac warns, no more. */
      public record Planted(List texts) {}
      """,
      "warnings found and -Werror specified"),
  UNUSED_DECLARED(
      dependency("org.apache.commons", "commons-csv"),
      """
      package planted;

      /** Does not name the library that the pom declares. */
      public record Planted(String text) {}
      """,
      "Unused declared dependencies found:.*commons-csv"),
  USED_UNDECLARED(
      dependency("com.fasterxml.jackson.core", "jackson-databind"),
      """
      package planted;

      import com.fasterxml.jackson.core.JsonFactory;
      import com.fasterxml.jackson.databind.ObjectMapper;

      /** Names a library that comes by way of another. */
      public record Planted(JsonFactory factory, ObjectMapper mapper) {}
      """,
      "Used undeclared dependencies found:.*jackson-core");

  private final String dependencies;
  private final String source;
  private final String finding;

  PlantedModule(String dependencies, String source, String finding) {
    this.dependencies = dependencies;
    this.source = source;
    this.finding = finding;
  }

  String artifact() {
    return "planted-" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /** What Maven says of it, as a pattern; empty where it has nothing to say. */
  String finding() {
    return finding;
  }

  void writeBelow(Path parent) throws IOException {
    Path sources =
        Files.createDirectories(parent.resolve(artifact()).resolve("src/main/java/planted"));
    Files.writeString(sources.resolve("Planted.java"), source);
    Files.writeString(
        sources.resolve("package-info.java"),
        """
        @NullMarked
        package planted;

        import org.jspecify.annotations.NullMarked;
        """);
    Files.writeString(
        parent.resolve(artifact()).resolve("pom.xml"),
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <parent>
            <groupId>vn.lienthong</groupId>
            <artifactId>lien-thong</artifactId>
            <version>0.1.0-SNAPSHOT</version>
          </parent>
          <artifactId>%s</artifactId>
          <dependencies>%s</dependencies>
        </project>
        """
            .formatted(artifact(), dependencies));
  }

  private static String dependency(String group, String artifact) {
    return "<dependency><groupId>%s</groupId><artifactId>%s</artifactId></dependency>"
        .formatted(group, artifact);
  }
}
