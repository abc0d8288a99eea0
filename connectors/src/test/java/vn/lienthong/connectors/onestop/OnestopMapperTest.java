package vn.lienthong.connectors.onestop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.connectors.onestop.FeedItem.DossierChange;
import vn.lienthong.connectors.onestop.FeedItem.StepChange;
import vn.lienthong.connectors.onestop.FeedItem.Unreadable;
import vn.lienthong.connectors.onestop.simulator.SampleDocuments;
import vn.lienthong.schemas.dossier.Dossier;
import vn.lienthong.schemas.dossier.OwnerSystem;
import vn.lienthong.schemas.error.HubError;

class OnestopMapperTest {
  private static final String CODE = SampleDocuments.CODE;

  private final OnestopMapper mapper = new OnestopMapper();
  private final ObjectMapper json = RestWire.newMapper();

  @Test
  void a_dossier_is_read_as_it_was_written() {
    Dossier dossier = SampleDocuments.dossier();

    FeedItem item = mapper.read(row("dossier", CODE, mapper.write(dossier)));

    assertThat(item).isEqualTo(new DossierChange(dossier.code(), 3, dossier));
  }

  @Test
  void a_step_is_read_as_it_was_written() {
    var step = SampleDocuments.step();

    FeedItem item = mapper.read(row("step", CODE, mapper.write(step)));

    assertThat(item).isEqualTo(new StepChange(step.dossier(), 3, step));
  }

  @Test
  void an_optional_field_may_be_left_out_or_null() {
    FeedItem item =
        readWith(
            dossier -> {
              dossier.remove("receiptNumber");
              at(dossier, "submission").putNull("summary");
            });

    assertThat(item)
        .isInstanceOfSatisfying(
            DossierChange.class,
            change -> {
              assertThat(change.dossier().receiptNumber()).isEmpty();
              assertThat(change.dossier().submission().summary()).isEmpty();
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "code",
        "procedure",
        "applicant.kind",
        "applicant.contact",
        "submission.channel",
        "handling.localStatus",
        "handling.agencyCode",
        "resultReturn.byPublicPost",
        "digitisation.databases",
        "payment.fees[0].amountVnd",
        "files[0].deleted",
        "files[0].file.sha256",
        "files[0].file.bytes",
        "supplements"
      })
  void a_missing_field_is_named_with_its_path(String path) {
    FeedItem item = readWith(dossier -> remove(dossier, path));

    assertUnreadable(item, HubError.FIELD_MISSING, path);
  }

  @Test
  void a_field_that_is_not_in_the_contract_is_named() {
    FeedItem item = readWith(dossier -> at(dossier, "handling").put("statuss", 4));

    assertUnreadable(item, HubError.DOCUMENT_FIELD_UNKNOWN, "handling.statuss");
  }

  @Test
  void values_of_the_wrong_kind_are_named_and_never_repeated() {
    assertUnreadable(
        readWith(d -> at(d, "submission").put("dueAt", "24/11/2026")),
        HubError.DOCUMENT_FIELD_WRONG,
        "submission.dueAt");
    assertUnreadable(
        readWith(d -> at(d, "handling").put("localStatus", "4")),
        HubError.DOCUMENT_FIELD_WRONG,
        "handling.localStatus");
    assertUnreadable(
        readWith(d -> at(d, "applicant").put("kind", "SECRET_PERSON")),
        HubError.DOCUMENT_FIELD_WRONG,
        "applicant.kind");
    assertUnreadable(
        readWith(d -> d.put("procedure", "1.14-Xoa")), HubError.DOCUMENT_FIELD_WRONG, "procedure");
    assertUnreadable(readWith(d -> d.put("files", "none")), HubError.DOCUMENT_FIELD_WRONG, "files");
    assertUnreadable(
        readWith(d -> d.put("applicant", "SECRET_PERSON")),
        HubError.DOCUMENT_FIELD_WRONG,
        "applicant");
    assertUnreadable(
        readWith(d -> at(d, "digitisation").put("hasDigitisedComponents", 1)),
        HubError.DOCUMENT_FIELD_WRONG,
        "digitisation.hasDigitisedComponents");
  }

  @Test
  void a_snapshot_may_name_the_system_that_owns_the_dossier() {
    FeedItem item =
        readWith(
            dossier ->
                at(dossier, "handling")
                    .putObject("ownerSystem")
                    .put("kind", "MINISTRY_SOFTWARE")
                    .put("name", "Phần mềm hộ tịch"));

    assertThat(item)
        .isInstanceOfSatisfying(
            DossierChange.class,
            change -> {
              OwnerSystem owner = change.dossier().handling().ownerSystem().orElseThrow();
              assertThat(owner.kind()).isEqualTo(OwnerSystem.Kind.MINISTRY_SOFTWARE);
              assertThat(owner.name()).contains("Phần mềm hộ tịch");
              assertThat(mapper.read(row("dossier", CODE, mapper.write(change.dossier()))))
                  .isEqualTo(change);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kind\":\"MINISTRY_PORTAL\"}",
        "{\"kind\":\"MINISTRY_PORTAL\",\"name\":\" \"}",
        "{\"kind\":\"ONE_STOP\",\"name\":\"SECRET\"}"
      })
  void an_owner_without_the_right_name_is_refused(String owner) throws IOException {
    JsonNode named = json.readTree(owner);

    FeedItem item = readWith(dossier -> at(dossier, "handling").set("ownerSystem", named));

    assertUnreadable(item, HubError.DOCUMENT_FIELD_WRONG, "handling.ownerSystem.name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{} {}", "null", "[]", "\"text\"", "{\"code\":\"\\ud800"})
  void what_is_no_json_object_is_an_answer_not_an_exception(String document) {
    FeedItem item = mapper.read(row("dossier", CODE, document));

    assertThat(item).isInstanceOf(Unreadable.class);
  }

  @Test
  void a_document_of_another_dossier_is_refused() {
    FeedItem item = mapper.read(row("dossier", "ANOTHER", mapper.write(SampleDocuments.dossier())));

    assertUnreadable(item, HubError.DOCUMENT_OF_ANOTHER, "code");
  }

  @Test
  void an_unknown_kind_and_a_version_below_one_are_refused() {
    assertUnreadable(
        mapper.read(row("procedure", CODE, "{}")), HubError.DOCUMENT_FIELD_WRONG, "kind");
    assertUnreadable(
        mapper.read(new FeedRow("1", 1, 1, "dossier", CODE, 0, "{}")),
        HubError.DOCUMENT_FIELD_WRONG,
        "version");
  }

  private FeedItem readWith(Consumer<ObjectNode> change) {
    try {
      ObjectNode dossier = (ObjectNode) json.readTree(mapper.write(SampleDocuments.dossier()));
      change.accept(dossier);
      return mapper.read(row("dossier", CODE, dossier.toString()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ObjectNode at(ObjectNode dossier, String field) {
    return (ObjectNode) dossier.get(field);
  }

  private static void remove(ObjectNode dossier, String path) {
    JsonNode node = dossier;
    String[] parts = path.replace("[0]", ".0").split("\\.");
    for (int i = 0; i < parts.length - 1; i++) {
      node = node instanceof ArrayNode list ? list.get(0) : node.get(parts[i]);
    }
    assertThat(((ObjectNode) node).remove(parts[parts.length - 1])).isNotNull();
  }

  private static FeedRow row(String kind, String code, String document) {
    return new FeedRow("700", 1, 1, kind, code, 3, document);
  }

  private static void assertUnreadable(FeedItem item, HubError error, String field) {
    assertThat(item)
        .isInstanceOfSatisfying(
            Unreadable.class,
            unreadable -> {
              assertThat(unreadable.error()).isEqualTo(error);
              assertThat(unreadable.field()).contains(field);
              assertThat(unreadable.text())
                  .contains(error.adviceVietnamese())
                  .doesNotContain("SECRET");
            });
  }
}
