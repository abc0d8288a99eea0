package vn.lienthong.connectors.onestop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import vn.lienthong.connectors.onestop.FeedItem.StepChange;
import vn.lienthong.schemas.dossier.Dossier;
import vn.lienthong.schemas.dossier.DossierCode;
import vn.lienthong.schemas.dossier.ProgressStep;
import vn.lienthong.schemas.procedure.ProcedureCode;

/** What docs/partners/onestop.md promises a vendor. */
class PartnerPageTest {
  private final String page = read();

  @Test
  void every_field_of_the_documents_stands_in_the_page() {
    Set<String> names = new TreeSet<>();
    collect(Dossier.class, names);
    collect(ProgressStep.class, names);

    assertThat(names).hasSizeGreaterThan(60).allMatch(this::isNamed);
    assertThat(isNamed("nameThatNoRecordHas")).isFalse();
  }

  @Test
  void every_state_of_an_acknowledgement_stands_in_the_page() {
    for (Acknowledgement.State state : Acknowledgement.State.values()) {
      assertThat(page).contains("`" + state + "`");
      assertThat(OnestopSql.feedDdl()).contains("'" + state + "'");
    }
  }

  @Test
  void the_example_of_a_step_is_readable() {
    int from = page.indexOf("```json") + "```json".length();
    String example = page.substring(from, page.indexOf("```", from));

    FeedItem item =
        new OnestopMapper().read(new FeedRow("1", 1, 1, "step", "H38.101-261124-0001", 2, example));

    assertThat(item).isInstanceOf(StepChange.class);
  }

  private boolean isNamed(String name) {
    return page.lines()
        .filter(line -> line.startsWith("| `"))
        .anyMatch(line -> line.matches(".*\\b" + name + "\\b.*"));
  }

  private static void collect(Class<?> type, Set<String> names) {
    for (RecordComponent component : type.getRecordComponents()) {
      names.add(component.getName());
      Type generic = component.getGenericType();
      Type inner =
          generic instanceof ParameterizedType list ? list.getActualTypeArguments()[0] : generic;
      if (inner instanceof Class<?> nested
          && nested.isRecord()
          && nested != DossierCode.class
          && nested != ProcedureCode.class) {
        collect(nested, names);
      }
    }
  }

  private static String read() {
    try {
      return Files.readString(Path.of("..", "docs", "partners", "onestop.md"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
