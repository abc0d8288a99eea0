package vn.lienthong.connectors.npsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.lienthong.connectors.npsp.NpspTables.AnswerRule;
import vn.lienthong.connectors.npsp.WireFields.Message;
import vn.lienthong.schemas.dossier.Dossier;
import vn.lienthong.schemas.dossier.ProgressStep;
import vn.lienthong.schemas.json.HubJson;

/** The table of wire fields says what the mappers do, and the partner's page prints it. */
final class WireFieldsTest {
  private static final Path CASES = Path.of("src/test/resources/cases/npsp");
  private static final Path PAGE = Path.of("../docs/partners/npsp.md");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final NpspConnector connector =
      new NpspConnector(
          TestProfiles.with(NpspTables.ofClassPath("adapter-2019")), Clock.systemUTC());

  @Test
  void a_dossier_with_everything_in_it_has_exactly_the_fields_of_the_table() throws IOException {
    Dossier dossier =
        HubJson.newMapper()
            .readValue(CASES.resolve("dossier/everything.json").toFile(), Dossier.class);

    MappedItem item =
        connector.map(dossier, MapperCasesTest.procedure(connector), _ -> CASES.toUri());

    assertThat(paths(item)).isEqualTo(table(Message.DOSSIER));
  }

  @Test
  void a_step_with_everything_in_it_has_exactly_the_fields_of_the_table() throws IOException {
    ProgressStep step =
        HubJson.newMapper().readValue(CASES.resolve("step/base.json").toFile(), ProgressStep.class);

    assertThat(paths(connector.map(step))).isEqualTo(table(Message.STEP));
  }

  @Test
  void the_partners_page_prints_every_field() throws IOException {
    String page = Files.readString(PAGE);

    for (WireFields.Field field : WireFields.all()) {
      assertThat(page)
          .contains(
              "| `%s` | %s | %s |".formatted(field.hub(), field.field(), field.cardinality()));
    }
  }

  @Test
  void the_partners_page_prints_every_answer() throws IOException {
    String page = Files.readString(PAGE);

    for (String variant : List.of("adapter-2019", "relay-2023")) {
      for (AnswerRule rule : NpspTables.ofClassPath(variant).answers()) {
        assertThat(page)
            .contains(
                "| %s | `%s` | `%s` | %s | %s | %s |"
                    .formatted(
                        cell(rule.service()),
                        cell(rule.http()),
                        cell(rule.errorCode()),
                        rule.message().map(m -> "`" + cell(Optional.of(m)) + "`").orElse("any"),
                        rule.meaning(),
                        rule.source()));
      }
    }
  }

  private static String cell(Optional<Pattern> pattern) {
    return pattern.map(p -> p.pattern().replace("|", "\\|")).orElse("any");
  }

  private static Set<String> table(Message message) {
    return WireFields.all().stream()
        .filter(field -> field.message() == message)
        .map(WireFields.Field::field)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> paths(MappedItem item) throws IOException {
    assertThat(item).isInstanceOf(MappedItem.Ready.class);
    Set<String> paths = new TreeSet<>();
    collect("", JSON.readTree(((MappedItem.Ready) item).item().json()), paths);
    return paths;
  }

  private static void collect(String prefix, JsonNode node, Set<String> paths) {
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      paths.add(prefix + member.getKey());
      member.getValue().forEach(in -> collect(prefix + member.getKey() + ".", in, paths));
    }
  }
}
