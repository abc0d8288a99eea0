package vn.lienthong.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.FileSystemResource;

/** The example files of docs/operating.md that no other test starts. */
final class ExampleFilesTest {
  private static final Path DOCS = Path.of("../docs");
  private static final Path EXAMPLES = DOCS.resolve("examples/ha");
  private static final Pattern UNIT_LINE =
      Pattern.compile("#.*||\\[(Unit|Service|Install)]|[A-Z][A-Za-z]+=\\S.*");

  static Stream<Path> units() throws IOException {
    try (var files = Files.list(EXAMPLES.resolve("systemd"))) {
      return files.toList().stream();
    }
  }

  @Test
  void every_setting_of_the_example_is_one() throws IOException {
    String known = Files.readString(DOCS.resolve("configuration.md"));

    for (String name : settings(EXAMPLES.resolve("hub.yml")).stringPropertyNames()) {
      assertThat(known).contains("| `" + name + "` |");
    }
  }

  @ParameterizedTest
  @MethodSource("units")
  void a_unit_is_written_as_units_are(Path unit) throws IOException {
    assertThat(Files.readAllLines(unit)).allMatch(line -> UNIT_LINE.matcher(line).matches());
    assertThat(Files.readString(unit)).containsSubsequence("[Unit]", "[Service]", "[Install]");
  }

  @Test
  void systemd_waits_longer_for_a_node_than_the_node_for_its_calls() throws IOException {
    int node =
        Integer.parseInt(
            settings(Path.of("main/resources/application.yml"))
                .getProperty("camel.main.shutdown-timeout"));
    String unit = Files.readString(EXAMPLES.resolve("systemd/lien-thong.service"));
    var patience = Pattern.compile("TimeoutStopSec=(\\d+)").matcher(unit);

    assertThat(patience.find()).isTrue();
    assertThat(Integer.parseInt(patience.group(1))).isGreaterThan(node);
  }

  @Test
  void the_page_names_every_example_file() throws IOException {
    String page = Files.readString(DOCS.resolve("operating.md"));
    for (String name :
        List.of(
            "examples/ha/hub.yml",
            "examples/ha/postgresql-primary.conf",
            "examples/ha/broker-primary.xml",
            "examples/ha/broker-backup.xml",
            "examples/ha/systemd/lien-thong.service",
            "examples/one-broker")) {
      assertThat(page).contains("(" + name + ")");
      assertThat(DOCS.resolve(name)).exists();
    }
  }

  private static Properties settings(Path file) {
    YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
    yaml.setResources(new FileSystemResource(file));
    return java.util.Objects.requireNonNull(yaml.getObject());
  }
}
