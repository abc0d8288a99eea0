package vn.lienthong.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vn.lienthong.schemas.error.HubError;

/** {@code ./hub docs} runs this with {@code -Dhub.docs.write=true}, which writes the files anew. */
final class GeneratedDocumentsTest {
  private static final Path DOCS = Path.of("../docs");

  @Test
  void errors_md_says_what_the_catalogue_says() throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            # Errors

            Made from `HubError` by `./hub docs`; do not edit. `{0}` and `{1}` stand for what was found.

            | code | HTTP | what happened | what to do | Vietnamese |
            |---|---|---|---|---|
            """);
    for (HubError error : HubError.values()) {
      page.append(
          "| %s | %d | %s | %s | %s %s |\n"
              .formatted(
                  error.code(),
                  error.httpStatus(),
                  error.english(),
                  error.adviceEnglish(),
                  error.vietnamese(),
                  error.adviceVietnamese()));
    }

    assertUpToDate("errors.md", page.toString());
  }

  @Test
  void error_codes_are_never_used_twice() {
    assertThat(java.util.Arrays.stream(HubError.values()).map(HubError::code))
        .doesNotHaveDuplicates();
  }

  @Test
  void configuration_md_lists_every_setting() throws IOException {
    Map<String, String> rows = new TreeMap<>();
    ObjectMapper json = new ObjectMapper();
    for (URL metadata :
        Collections.list(
            getClass()
                .getClassLoader()
                .getResources("META-INF/spring-configuration-metadata.json"))) {
      for (JsonNode setting : read(json, metadata).path("properties")) {
        String name = setting.path("name").asText();
        if (name.startsWith("hub.")) {
          rows.put(name, row(name, setting));
        }
      }
    }
    assertThat(rows).isNotEmpty();
    assertThat(rows.values())
        .as("every setting has a description (Javadoc @param)")
        .noneMatch(row -> row.endsWith("|  |\n"));

    assertUpToDate(
        "configuration.md",
        """
        # Settings

        Made from the settings' records by `./hub docs`; do not edit. `./hub setup` writes the usual ones into
        `data/hub.yml`. An environment variable sets one too: `hub.npsp.batch-size` is `HUB_NPSP_BATCHSIZE`.

        | setting | type | default | what it is |
        |---|---|---|---|
        """
            + String.join("", rows.values()));
  }

  private static String row(String name, JsonNode setting) {
    String type = setting.path("type").asText().replaceAll("([a-z]+\\.)+", "");
    return "| `%s` | %s | %s | %s |\n"
        .formatted(
            name,
            type.replace("$", "."),
            setting.has("defaultValue") ? "`" + setting.get("defaultValue").asText() + "`" : "",
            setting.path("description").asText().replaceAll("\\s+", " ").replace("|", "\\|"));
  }

  private static void assertUpToDate(String name, String made) throws IOException {
    Path file = DOCS.resolve(name);
    if (Boolean.getBoolean("hub.docs.write")) {
      Files.writeString(file, made);
    }
    assertThat(file).as("run ./hub docs and commit docs/" + name).exists();
    assertThat(Files.readString(file)).as("run ./hub docs and commit docs/" + name).isEqualTo(made);
  }

  private static JsonNode read(ObjectMapper json, URL resource) throws IOException {
    try (var in = resource.openStream()) {
      return json.readTree(in);
    }
  }
}
