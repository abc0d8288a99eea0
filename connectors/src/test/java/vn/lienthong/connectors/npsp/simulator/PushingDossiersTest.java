package vn.lienthong.connectors.npsp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.Batch;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.ErrorCodes;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.KnownAdds;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.Modes;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.Steps;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.Wrapping;
import vn.lienthong.schemas.codelist.RealCatalogue;

class PushingDossiersTest {
  static final RealCatalogue CATALOGUE = RealCatalogue.load();
  private static final String OTHER = "H38.101-20261124-0000002";

  @TempDir Path data;

  @Test
  void a_dossier_is_added_updated_and_moved_on_and_each_effect_is_told_in_order()
      throws IOException {
    try (var portal = portal(Modes.usual());
        var client = new RehearsalClient(portal.url()).loggedIn()) {
      assertThat(client.knows(Items.CODE)).isFalse();

      assertSuccess(client.add(Items.dossier(Items.CODE, 1)));
      assertSuccess(client.steps(Items.step(Items.CODE, 2)));
      assertSuccess(client.update(Items.dossier(Items.CODE, 3)));

      assertThat(client.knows(Items.CODE)).isTrue();
      assertThat(client.get("/_effects?from=1").findValuesAsText("kind"))
          .containsExactly("add", "step", "update");
      assertThat(client.get("/_effects?from=3").findValuesAsText("version")).containsExactly("3");
      assertThat(client.get("/_effects?from=1").findValues("item")).isEmpty();
      assertThat(client.get("/_dossiers/" + Items.CODE).findValuesAsText("TrichYeuHoSo"))
          .hasSize(2);
      JsonNode state = client.get("/_state");
      assertThat(state.path("applied").asLong()).isEqualTo(3);
      assertThat(state.path("dossiers").asLong()).isEqualTo(1);
      assertThat(state.path("steps").asLong()).isEqualTo(1);
      assertThat(state.path("lookups").asLong()).isEqualTo(2);
      assertThat(state.path("orderViolations").asLong()).isZero();
    }
  }

  @Test
  void a_look_up_tells_that_a_dossier_is_there_and_nothing_of_its_steps() throws IOException {
    try (var portal = portal(Modes.usual());
        var client = new RehearsalClient(portal.url()).loggedIn()) {
      client.add(Items.dossier(Items.CODE, 1));
      client.steps(Items.step(Items.CODE, 2));

      JsonNode answer =
          client.integration(
              "TraCuuHoSo", RehearsalClient.JSON.createObjectNode().put("MaHoSo", Items.CODE));

      assertThat(answer.path("result").toString())
          .isEqualTo("[{\"MAHOSO\":\"" + Items.CODE + "\"}]");
      assertThat(client.knows(OTHER)).isFalse();
    }
  }

  @Test
  void an_add_of_a_known_dossier_is_answered_as_existing_and_changes_nothing() throws IOException {
    try (var portal = portal(Modes.usual());
        var client = new RehearsalClient(portal.url()).loggedIn()) {
      client.add(Items.dossier(Items.CODE, 1));

      JsonNode answer = client.add(Items.dossier(Items.CODE, 1));

      assertThat(answer.path("error_code").asText()).isEqualTo("3");
      assertThat(answer.path("message").asText()).contains(Items.CODE).contains("đã tồn tại");
      assertThat(portal.state().applied()).isEqualTo(1);
      assertThat(portal.state().duplicatesAnswered()).isEqualTo(1);
      assertThat(portal.state().refused()).isZero();
    }
  }

  @Test
  void a_portal_that_takes_known_adds_counts_them_as_applied_twice() throws IOException {
    try (var portal = portal(Modes.usual().withKnownAdds(KnownAdds.ACCEPTED));
        var client = new RehearsalClient(portal.url()).loggedIn()) {
      client.add(Items.dossier(Items.CODE, 1));
      assertSuccess(client.add(Items.dossier(Items.CODE, 1)));
      assertSuccess(client.add(Items.dossier(OTHER, 1), Items.dossier(OTHER, 1)));

      assertThat(portal.state().appliedTwice()).isEqualTo(2);
    }
  }

  @Test
  void what_concerns_an_unknown_dossier_is_refused_and_a_step_violates_the_order()
      throws IOException {
    try (var portal = portal(Modes.usual());
        var client = new RehearsalClient(portal.url()).loggedIn()) {
      assertThat(client.update(Items.dossier(Items.CODE, 2)).path("message").asText())
          .contains("chưa tồn tại");
      assertThat(portal.state().orderViolations()).isZero();

      assertThat(client.steps(Items.step(Items.CODE, 2)).path("message").asText())
          .contains("chưa tồn tại");

      assertThat(portal.state().orderViolations()).isEqualTo(1);
      assertThat(portal.state().refused()).isEqualTo(2);
      assertThat(portal.state().applied()).isZero();
    }
  }

  @Test
  void an_update_with_equal_content_is_repeated_even_when_addresses_of_files_differ()
      throws IOException {
    try (var portal = portal(Modes.usual());
        var client = new RehearsalClient(portal.url()).loggedIn()) {
      client.add(withFile("http://127.0.0.1:9/a"));
      client.update(withFile("http://127.0.0.1:9/b"));
      client.update(withFile("http://127.0.0.1:9/b").put("GhiChu", "khác"));

      assertThat(portal.state().repeated()).isEqualTo(1);
      assertThat(portal.state().applied()).isEqualTo(3);
    }
  }

  @Test
  void a_version_lower_than_one_applied_violates_the_order() throws IOException {
    try (var portal = portal(Modes.usual());
        var client = new RehearsalClient(portal.url()).loggedIn()) {
      client.add(Items.dossier(Items.CODE, 1));
      client.steps(Items.step(Items.CODE, 4), Items.step(Items.CODE, 3));
      client.update(Items.dossier(Items.CODE, 2));
      client.update(Items.dossier(Items.CODE, 5));

      assertThat(portal.state().orderViolations()).isEqualTo(2);
    }
  }

  @Test
  void an_equal_step_makes_no_second_row_when_steps_are_deduplicated() throws IOException {
    try (var portal = portal(Modes.usual());
        var client = new RehearsalClient(portal.url()).loggedIn()) {
      client.add(Items.dossier(Items.CODE, 1));
      client.steps(Items.step(Items.CODE, 2), Items.step(Items.CODE, 3));

      assertSuccess(client.steps(Items.step(Items.CODE, 2)));

      assertThat(portal.state().steps()).isEqualTo(2);
      assertThat(portal.state().appliedTwice()).isZero();
      assertThat(portal.state().orderViolations()).isZero();
      assertThat(portal.state().duplicatesAnswered()).isEqualTo(1);
    }
  }

  @Test
  void an_equal_step_is_applied_twice_when_steps_are_appended() throws IOException {
    try (var portal = portal(Modes.usual().withSteps(Steps.APPENDED));
        var client = new RehearsalClient(portal.url()).loggedIn()) {
      client.add(Items.dossier(Items.CODE, 1));
      client.steps(Items.step(Items.CODE, 2), Items.step(Items.CODE, 2));
      client.steps(Items.step(Items.CODE, 2));

      assertThat(portal.state().steps()).isEqualTo(3);
      assertThat(portal.state().appliedTwice()).isEqualTo(2);
    }
  }

  @Test
  void an_atomic_batch_with_one_bad_dossier_has_no_effect() throws IOException {
    try (var portal = portal(Modes.usual());
        var client = new RehearsalClient(portal.url()).loggedIn()) {
      JsonNode answer =
          client.add(Items.dossier(Items.CODE, 1), Items.dossier(OTHER, 1).put("HinhThuc", "7"));

      assertThat(answer.path("error_code").asText()).isEqualTo("-3");
      assertThat(answer.path("message").asText()).contains(OTHER).contains("HinhThuc");
      assertThat(portal.state().applied()).isZero();
      assertThat(portal.state().refused()).isEqualTo(1);
    }
  }

  @Test
  void a_partly_applied_batch_keeps_its_good_dossiers_and_is_answered_as_failed()
      throws IOException {
    try (var portal = portal(Modes.usual().withBatch(Batch.PARTLY_APPLIED));
        var client = new RehearsalClient(portal.url()).loggedIn()) {
      JsonNode answer =
          client.add(Items.dossier(Items.CODE, 1), Items.dossier(OTHER, 1).put("HinhThuc", "7"));

      assertThat(answer.path("error_code").asText()).isEqualTo("-3");
      assertThat(client.knows(Items.CODE)).isTrue();
      assertThat(client.knows(OTHER)).isFalse();
    }
  }

  @Test
  void error_codes_are_a_long_zero_a_zero_or_a_number_by_mode() throws IOException {
    try (var portal = portal(Modes.usual().withErrorCodes(ErrorCodes.NUMBER));
        var client = new RehearsalClient(portal.url()).loggedIn()) {
      JsonNode code = client.add(Items.dossier(Items.CODE, 1)).path("error_code");
      assertThat(code.isInt()).isTrue();
      assertThat(code.asInt()).isZero();
    }
    try (var portal = portal(Modes.usual().withErrorCodes(ErrorCodes.TEXT_0));
        var client = new RehearsalClient(portal.url()).loggedIn()) {
      JsonNode code = client.update(Items.dossier(Items.CODE, 2)).path("error_code");
      assertThat(code.isTextual()).isTrue();
      assertThat(code.asText()).isEqualTo("0");
    }
  }

  @Test
  void the_answer_may_stand_as_text_in_its_message() throws IOException {
    try (var portal = portal(Modes.usual().withWrapping(Wrapping.MESSAGE_JSON));
        var client = new RehearsalClient(portal.url()).loggedIn()) {
      JsonNode answer = client.share("LayDanhMucCoQuan");

      assertThat(answer.path("error_code").asText()).isEqualTo("0");
      JsonNode inner = RehearsalClient.JSON.readTree(answer.path("message").asText());
      assertThat(inner.path("result")).hasSize(142);
    }
  }

  private NpspSimulator portal(Modes modes) {
    return NpspSimulator.start(
        NpspSimulatorSettings.of(data).withModes(modes).withFetchFiles(false),
        CATALOGUE,
        Clock.systemUTC());
  }

  private static ObjectNode withFile(String address) {
    ObjectNode dossier = Items.dossier(Items.CODE, 1);
    dossier
        .withArray("TaiLieuNop")
        .addObject()
        .put("TepDinhKemId", "1")
        .put("TenTepDinhKem", "don.pdf")
        .put("IsDeleted", "False")
        .put("MaThanhPhanHoSo", "TP1")
        .put("DuongDanTaiTepTin", address);
    return dossier;
  }

  private static void assertSuccess(JsonNode answer) {
    assertThat(answer.path("error_code").asText()).as(answer.toString()).isEqualTo("00");
  }
}
