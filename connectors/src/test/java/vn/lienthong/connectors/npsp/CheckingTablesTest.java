package vn.lienthong.connectors.npsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.connectors.npsp.NpspTables.AnswerRule;
import vn.lienthong.connectors.npsp.NpspTables.Meaning;
import vn.lienthong.connectors.npsp.NpspTables.Treatment;
import vn.lienthong.schemas.dossier.DossierStatus;
import vn.lienthong.schemas.error.HubException;

/** An installation's tables: what is brought, how an own file changes it, what is refused. */
final class CheckingTablesTest {
  @TempDir Path folder;

  private NpspTables own(String json) throws IOException {
    return NpspTables.ofFile(Files.writeString(folder.resolve("own.json"), json));
  }

  @ParameterizedTest
  @ValueSource(strings = {"adapter-2019", "adapter-older", "relay-2023"})
  void what_is_brought_knows_all_ten_statuses_and_a_source_for_every_rule(String name) {
    NpspTables tables = NpspTables.ofClassPath(name);

    for (DossierStatus status : DossierStatus.values()) {
      assertThat(tables.code("status", status.name()))
          .contains(String.valueOf(status.nationalCode()));
    }
    assertThat(tables.answers()).extracting(AnswerRule::source).noneMatch(String::isBlank);
    assertThat(tables.answers()).extracting(AnswerRule::meaning).contains(Meaning.SUCCESS);
  }

  @Test
  void no_rule_that_is_brought_cuts_or_refuses_for_a_length() {
    for (String name : new String[] {"adapter-2019", "adapter-older", "relay-2023"}) {
      assertThat(NpspTables.ofClassPath(name).fields().values())
          .allSatisfy(
              rule -> assertThat(rule.tooLong().orElse(Treatment.SEND)).isEqualTo(Treatment.SEND));
    }
  }

  @Test
  void an_own_file_holds_only_what_differs() throws IOException {
    NpspTables tables =
        own(
            """
            {"base": "adapter-2019", "name": "tỉnh",
             "names": {"lookupDossier": "mahoso"},
             "fields": {"Email": {"missing": "SEND"}, "SoDienThoai": null}}""");

    assertThat(tables.name()).isEqualTo("tỉnh");
    assertThat(tables.names().lookupDossier()).isEqualTo("mahoso");
    assertThat(tables.names().detailProcedure()).isEqualTo("MaTTHC");
    assertThat(tables.fields())
        .hasEntrySatisfying("Email", rule -> assertThat(rule.missing()).contains(Treatment.SEND))
        .doesNotContainKey("SoDienThoai")
        .containsKey("NguoiXuLy");
  }

  @Test
  void a_row_put_before_the_others_wins() throws IOException {
    NpspTables tables =
        own(
            """
            {"base": "adapter-2019", "name": "tỉnh", "answersBefore": [
              {"errorCode": "-7", "meaning": "TEMPORARY", "source": "the portal's desk, 2026-11-20"}]}
            """);

    assertThat(tables.answers())
        .hasSize(NpspTables.ofClassPath("adapter-2019").answers().size() + 1);
    assertThat(tables.answers().getFirst().matches("dossier-add", 200, "-7", "")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"fields": {"EMail": {"source": "x"}}}                                    | EMail
          {"fields": {"Fax": {"missing": "REFUSE"}}}                                | Fax
          {"fields": {"Fax": {"missing": "CUT", "source": "x"}}}                    | Fax
          {"fields": {"Fax": {"tooLong": "CUT", "source": "x"}}}                    | longest
          {"fields": {"Fax": {"onlyWith": {"field": "X", "values": []}, "source": "x"}}} | X
          {"datePatterns": {"NgayHen": "yyyy"}}                                     | NgayHen
          {"datePattern": "yyyy{MM}"}                                               | yyyy{MM}
          {"datePattern": "yyyyMMddhhmmss"}                                         | 12 hours
          {"answers": []}                                                           | answers
          {"answers": [{"meaning": "SUCCESS", "source": "x"}]}                      | answers
          {"answers": [{"http": "200", "meaning": "SUCCESS"}]}                      | answers
          {"answers": [{"http": "200", "meaning": "DONE", "source": "x"}]}          | DONE
          {"codes": {"statuses": {"RECEIVED": "2"}}}                                | statuses
          {"codes": {"status": {"ACCEPTED": "2"}}}                                  | ACCEPTED
          {"base": "adapter-2020"}                                                  | adapter-2020
          {"generations": "ADAPTER"}                                                | generations
          """)
  void a_slip_is_refused_with_the_word_that_is_wrong(String change, String word) {
    String json =
        change.contains("\"base\"")
            ? change
            : "{\"base\": \"adapter-2019\", " + change.substring(1);

    assertThatThrownBy(() -> own(json))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("hub.npsp.variant")
        .hasMessageContaining(word);
  }

  @Test
  void a_file_that_is_not_there_or_no_json_is_refused_with_its_name() throws IOException {
    assertThatThrownBy(() -> NpspTables.ofFile(folder.resolve("none.json")))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("none.json");
    assertThatThrownBy(() -> own("{"))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("own.json");
    assertThatThrownBy(() -> NpspTables.ofClassPath("fields"))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("fields");
  }
}
