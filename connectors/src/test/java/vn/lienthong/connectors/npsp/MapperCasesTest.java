package vn.lienthong.connectors.npsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.lienthong.connectors.call.CallResult;
import vn.lienthong.connectors.call.ReadOutcome;
import vn.lienthong.connectors.npsp.NpspConnector.Push;
import vn.lienthong.schemas.delivery.DeliveryOutcome;
import vn.lienthong.schemas.dossier.Dossier;
import vn.lienthong.schemas.dossier.ProgressStep;
import vn.lienthong.schemas.json.HubJson;
import vn.lienthong.schemas.procedure.Procedure;

/**
 * The cases in cases/npsp: {@code in.json} goes through the connector, {@code out.json} tells what
 * must come out (null: must not be there; what is not named may be anything), {@code why.md} where
 * that is written, {@code tables.json}, if there, an installation's own tables.
 */
final class MapperCasesTest {
  private static final Path CASES = Path.of("src/test/resources/cases/npsp");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper HUB = HubJson.newMapper();

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T02:00:00Z"), ZoneOffset.UTC);

  private static NpspConnector connector(String name, JsonNode in) {
    Path own = CASES.resolve(name).resolve("tables.json");
    NpspTables tables =
        Files.exists(own)
            ? NpspTables.ofFile(own)
            : NpspTables.ofClassPath(in.path("variant").asText("adapter-2019"));
    return new NpspConnector(TestProfiles.with(tables), CLOCK);
  }

  static Stream<String> cases() throws IOException {
    return Files.walk(CASES)
        .filter(path -> path.endsWith("in.json"))
        .map(path -> CASES.relativize(path.getParent()).toString())
        .sorted();
  }

  @Test
  void there_are_at_least_sixty_cases_each_with_its_source() throws IOException {
    List<String> all = cases().toList();
    assertThat(all).hasSizeGreaterThanOrEqualTo(60);
    assertThat(all)
        .allSatisfy(
            one ->
                assertThat(Files.readString(CASES.resolve(one).resolve("why.md")))
                    .as(one)
                    .containsPattern("domain\\.md \\d|facts\\.md \\d|RFC \\d"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void what_comes_out_is_what_the_source_says(String name) throws IOException {
    JsonNode in = JSON.readTree(CASES.resolve(name).resolve("in.json").toFile());
    JsonNode expected = JSON.readTree(CASES.resolve(name).resolve("out.json").toFile());
    String kind = name.substring(0, name.indexOf('/'));
    NpspConnector connector = connector(name, in);
    JsonNode actual =
        switch (kind) {
          case "dossier" ->
              mapped(
                  connector.map(
                      dossier(in), procedure(connector, in), file -> link(file.sha256())));
          case "step" -> mapped(connector.map(step(in)));
          case "answer" ->
              outcome(
                  connector.readPush(Push.valueOf(in.path("push").asText("ADD")), answered(in)));
          case "list" -> read(connector.readProcedureList(answered(in)), MapperCasesTest::list);
          case "detail" -> read(connector.readProcedure(answered(in)), HUB::valueToTree);
          case "sectors" -> read(connector.readSectors(answered(in)), MapperCasesTest::rows);
          case "agencies" -> read(connector.readAgencies(answered(in)), MapperCasesTest::rows);
          case "lookup" ->
              read(connector.readLookup(answered(in)), known -> object().put("known", known));
          case "login" ->
              read(
                  connector.readLogin(answered(in)),
                  session -> object().put("token", session.token()));
          default -> throw new IllegalStateException("no such kind of case: " + kind);
        };
    if (expected.path("exact").asBoolean()) {
      assertThat(actual.path("item")).isEqualTo(expected.path("item"));
    }
    ((ObjectNode) expected).remove("exact");
    assertHolds("", expected, actual);
  }

  private static void assertHolds(String where, JsonNode expected, JsonNode actual) {
    if (expected.isObject()) {
      for (Map.Entry<String, JsonNode> member : expected.properties()) {
        assertHolds(where + "/" + member.getKey(), member.getValue(), actual.path(member.getKey()));
      }
    } else if (expected.isArray()) {
      assertThat(actual.isArray()).as(where + " is an array, was " + actual).isTrue();
      assertThat(actual.size()).as(where + " of " + actual).isEqualTo(expected.size());
      for (int i = 0; i < expected.size(); i++) {
        assertHolds(where + "/" + i, expected.path(i), actual.path(i));
      }
    } else if (expected.isNull()) {
      assertThat(actual.isMissingNode() || actual.isNull())
          .as(where + " is not there, was " + actual)
          .isTrue();
    } else if (expected.isNumber()) {
      assertThat(actual.decimalValue()).as(where).isEqualByComparingTo(expected.decimalValue());
    } else {
      assertThat(actual).as(where).isEqualTo(expected);
    }
  }

  private static Dossier dossier(JsonNode in) throws IOException {
    return HUB.treeToValue(changed("dossier", in), Dossier.class);
  }

  private static ProgressStep step(JsonNode in) throws IOException {
    return HUB.treeToValue(changed("step", in), ProgressStep.class);
  }

  /** The base document with the case's change (RFC 7396, JSON merge patch). */
  private static JsonNode changed(String kind, JsonNode in) throws IOException {
    JsonNode base = JSON.readTree(CASES.resolve(kind).resolve("base.json").toFile());
    return merged(base, in.path("change"));
  }

  private static JsonNode merged(JsonNode base, JsonNode patch) {
    if (!patch.isObject()) {
      return patch;
    }
    ObjectNode result = base.isObject() ? base.deepCopy() : object();
    for (Map.Entry<String, JsonNode> member : patch.properties()) {
      if (member.getValue().isNull()) {
        result.remove(member.getKey());
      } else {
        result.set(member.getKey(), merged(result.path(member.getKey()), member.getValue()));
      }
    }
    return result;
  }

  static Procedure procedure(NpspConnector connector) {
    return procedure(connector, object());
  }

  private static Procedure procedure(NpspConnector connector, JsonNode in) {
    String answer =
        """
        {"error_code":"00","result":[{"MATTHC":"1.004194","TENTTHC":"Đăng ký tạm trú",
          "LINHVUCTHUCHIEN":%s}]}"""
            .formatted(
                in.has("sectors")
                    ? in.path("sectors")
                    : "[{\"MALINHVUC\":\"G01-CA01\",\"TENLINHVUC\":\"Cư trú\"}]");
    return switch (connector.readProcedure(answered(200, answer))) {
      case ReadOutcome.Value<Procedure> value -> value.value();
      case ReadOutcome.Failed<Procedure> failed ->
          throw new IllegalStateException(failed.toString());
    };
  }

  private static URI link(String sha256) {
    return URI.create("https://hub.example/files/" + sha256.substring(0, 8));
  }

  private static CallResult answered(JsonNode in) {
    String body = in.has("text") ? in.path("text").asText() : in.path("body").toString();
    Map<String, String> headers =
        in.has("retryAfter") ? Map.of("retry-after", in.path("retryAfter").asText()) : Map.of();
    return new CallResult.Answered(
        in.path("status").asInt(),
        headers,
        body.getBytes(StandardCharsets.UTF_8),
        Duration.ofMillis(1));
  }

  private static CallResult answered(int status, String body) {
    return new CallResult.Answered(
        status, Map.of(), body.getBytes(StandardCharsets.UTF_8), Duration.ofMillis(1));
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static JsonNode mapped(MappedItem item) throws IOException {
    return switch (item) {
      case MappedItem.Ready ready -> {
        ObjectNode out = object();
        out.set("item", JSON.readTree(ready.item().json()));
        out.set("findings", HUB.valueToTree(ready.item().findings()));
        yield out;
      }
      case MappedItem.Refused refused -> {
        ObjectNode out = object();
        out.putObject("refused").put("error", refused.error().code()).put("field", refused.field());
        yield out;
      }
    };
  }

  private static ObjectNode outcome(DeliveryOutcome outcome) {
    ObjectNode out = object().put("outcome", outcome.getClass().getSimpleName());
    switch (outcome) {
      case DeliveryOutcome.Accepted accepted -> out.put("alreadyKnown", accepted.alreadyKnown());
      case DeliveryOutcome.Refused refused -> {
        out.put("error", refused.error().code()).put("text", refused.text());
        refused.field().ifPresent(field -> out.put("field", field));
      }
      case DeliveryOutcome.Deferred deferred ->
          out.put("error", deferred.error().code())
              .put("usesAttempt", deferred.usesAttempt())
              .put("seconds", deferred.retryAfter().toSeconds());
      case DeliveryOutcome.Unknown unknown -> out.put("error", unknown.error().code());
      case DeliveryOutcome.SessionExpired _ -> out.put("expired", true);
    }
    return out;
  }

  private interface Form<T> {
    JsonNode of(T value);
  }

  private static <T> JsonNode read(ReadOutcome<T> outcome, Form<T> form) {
    ObjectNode out = object();
    switch (outcome) {
      case ReadOutcome.Value<T> value -> {
        out.set("value", form.of(value.value()));
        out.set("findings", HUB.valueToTree(value.findings()));
      }
      case ReadOutcome.Failed<T> failed -> out.set("failed", outcome(failed.outcome()));
    }
    return out;
  }

  private static JsonNode list(NpspCatalogue.ProcedureList list) {
    ObjectNode out = object().put("rows", list.rows());
    ArrayNode codes = out.putArray("codes");
    list.procedures().forEach(one -> codes.add(one.code().value()));
    return out;
  }

  private static JsonNode rows(List<?> rows) {
    ObjectNode out = object();
    out.set("list", HUB.valueToTree(rows));
    return out;
  }
}
