package vn.lienthong.connectors.npsp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.lienthong.connectors.call.ReadOutcome.Finding;
import vn.lienthong.connectors.npsp.NpspTables.FieldRule;
import vn.lienthong.connectors.npsp.NpspTables.Treatment;
import vn.lienthong.schemas.error.HubError;

/**
 * One object being written in the portal's words: all scalars as text, each value under the rule
 * that the profile has for its field. The first refusal stands; writing goes on harmlessly.
 */
final class WireObject {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ZoneId VIET_NAM = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final String CUT_MARK = "…";

  private final NpspTables tables;
  private final ObjectNode json = JsonNodeFactory.instance.objectNode();
  private final List<Finding> findings;
  private final List<MappedItem.Refused> refusals;

  WireObject(NpspTables tables) {
    this(tables, new ArrayList<>(), new ArrayList<>());
  }

  private WireObject(NpspTables tables, List<Finding> findings, List<MappedItem.Refused> refusals) {
    this.tables = tables;
    this.findings = findings;
    this.refusals = refusals;
  }

  /**
   * A text that the owner system may or may not have given.
   *
   * @param field wire field
   * @param hubField path of the value in the document of the one-stop system
   */
  WireObject text(String field, String hubField, Optional<String> value) {
    Optional<FieldRule> rule = Optional.ofNullable(tables.fields().get(field));
    if (value.isEmpty()) {
      if (refuses(rule.flatMap(FieldRule::missing))) {
        refuse(HubError.FIELD_MISSING, hubField, field);
      }
      return this;
    }
    String text = value.orElseThrow();
    if (text.isEmpty() && refuses(rule.flatMap(FieldRule::empty))) {
      refuse(HubError.FIELD_EMPTY, hubField, field);
      return this;
    }
    json.put(field, fitted(field, hubField, text, rule));
    return this;
  }

  WireObject text(String field, String hubField, String value) {
    return text(field, hubField, Optional.of(value));
  }

  /** A date that is always written: empty text when not known. */
  WireObject date(String field, Optional<Instant> at) {
    json.put(field, at.map(t -> tables.dates(field).format(t.atZone(VIET_NAM))).orElse(""));
    return this;
  }

  WireObject date(String field, Instant at) {
    return date(field, Optional.of(at));
  }

  /** 1 or 0. */
  WireObject flag(String field, boolean value) {
    json.put(field, value ? "1" : "0");
    return this;
  }

  /** True or False. */
  WireObject truth(String field, boolean value) {
    json.put(field, value ? "True" : "False");
    return this;
  }

  /** The wire code of one of the hub's names. */
  WireObject code(String field, String hubField, String list, Enum<?> value) {
    Optional<String> code = tables.code(list, value.name());
    if (code.isEmpty()) {
      refusals.add(
          new MappedItem.Refused(
              HubError.CODE_UNKNOWN,
              hubField,
              HubError.CODE_UNKNOWN.vietnamese(value.name(), list)));
    }
    code.ifPresent(wire -> json.put(field, wire));
    return this;
  }

  void refuse(HubError error, String hubField, Object found) {
    refusals.add(new MappedItem.Refused(error, hubField, error.vietnamese(found)));
  }

  /** A new object in the array of this field; the array is there from {@link #array} on. */
  WireObject in(String field) {
    WireObject element = new WireObject(tables, findings, refusals);
    array(field).add(element.json);
    return element;
  }

  /** The array of this field, made when it is not there. */
  ArrayNode array(String field) {
    return json.has(field) ? (ArrayNode) json.get(field) : json.putArray(field);
  }

  MappedItem mapped(vn.lienthong.schemas.dossier.DossierCode dossier) {
    if (!refusals.isEmpty()) {
      return refusals.getFirst();
    }
    try {
      return new MappedItem.Ready(new NpspItem(dossier, JSON.writeValueAsBytes(json), findings));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts can be written", e);
    }
  }

  private String fitted(String field, String hubField, String text, Optional<FieldRule> rule) {
    Optional<Integer> longest = rule.flatMap(FieldRule::longest);
    if (longest.isEmpty() || text.codePointCount(0, text.length()) <= longest.orElseThrow()) {
      return text;
    }
    int most = longest.orElseThrow();
    return switch (rule.flatMap(FieldRule::tooLong).orElse(Treatment.SEND)) {
      case SEND -> {
        findings.add(new Finding("value-long", field, "more than " + most + " characters"));
        yield text;
      }
      case CUT -> {
        findings.add(new Finding("value-cut", field, "cut to " + most + " characters"));
        yield text.substring(0, text.offsetByCodePoints(0, most - 1)) + CUT_MARK;
      }
      case REFUSE -> {
        refusals.add(
            new MappedItem.Refused(
                HubError.VALUE_TOO_LONG,
                hubField,
                HubError.VALUE_TOO_LONG.vietnamese(field, most)));
        yield text;
      }
    };
  }

  private static boolean refuses(Optional<Treatment> treatment) {
    return treatment.filter(Treatment.REFUSE::equals).isPresent();
  }
}
