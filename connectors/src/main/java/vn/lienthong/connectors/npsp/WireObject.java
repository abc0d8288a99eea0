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
import vn.lienthong.connectors.npsp.NpspTables.Condition;
import vn.lienthong.connectors.npsp.NpspTables.FieldRule;
import vn.lienthong.connectors.npsp.NpspTables.Treatment;
import vn.lienthong.schemas.dossier.DossierCode;
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
  private final WireFields fields;
  private final String prefix;
  private final ObjectNode json = JsonNodeFactory.instance.objectNode();
  private final ObjectNode item;
  private final List<Finding> findings;
  private final List<MappedItem.Refused> refusals;

  WireObject(NpspTables tables, WireFields fields) {
    this.tables = tables;
    this.fields = fields;
    this.prefix = "";
    this.item = json;
    this.findings = new ArrayList<>();
    this.refusals = new ArrayList<>();
  }

  private WireObject(WireObject parent, String prefix) {
    this.tables = parent.tables;
    this.fields = parent.fields;
    this.prefix = prefix;
    this.item = parent.item;
    this.findings = parent.findings;
    this.refusals = parent.refusals;
  }

  /** A text that the owner system may or may not have given. */
  WireObject text(String field, Optional<String> value) {
    return text(field, value, HubError.FIELD_MISSING);
  }

  /** The same; {@code missing} tells who has to mend it. */
  WireObject text(String field, Optional<String> value, HubError missing) {
    Optional<FieldRule> rule = rule(field);
    if (value.isEmpty()) {
      if (refuses(rule.flatMap(FieldRule::missing))) {
        refuse(missing, field, field);
      }
      return this;
    }
    String text = value.orElseThrow();
    if (text.isEmpty() && refuses(rule.flatMap(FieldRule::empty))) {
      refuse(HubError.FIELD_EMPTY, field, field);
      return this;
    }
    return put(field, fitted(field, text, rule));
  }

  WireObject text(String field, String value) {
    return text(field, Optional.of(value));
  }

  /** A date; when not known an empty text is written, or it is refused. */
  WireObject date(String field, Optional<Instant> at) {
    if (at.isEmpty() && refuses(rule(field).flatMap(FieldRule::missing))) {
      refuse(HubError.FIELD_MISSING, field, field);
    }
    return put(
        field, at.map(t -> tables.dates(prefix + field).format(t.atZone(VIET_NAM))).orElse(""));
  }

  WireObject date(String field, Instant at) {
    return date(field, Optional.of(at));
  }

  /** 1 or 0. */
  WireObject flag(String field, boolean value) {
    return put(field, value ? "1" : "0");
  }

  /** True or False. */
  WireObject truth(String field, boolean value) {
    return put(field, value ? "True" : "False");
  }

  /** The wire code of one of the hub's names. */
  WireObject code(String field, String list, Enum<?> value) {
    Optional<String> code = tables.code(list, value.name());
    if (code.isEmpty()) {
      String text = HubError.CODE_UNKNOWN.vietnamese(value.name(), list);
      refusals.add(new MappedItem.Refused(HubError.CODE_UNKNOWN, hubField(field), text));
      return this;
    }
    return put(field, code.orElseThrow());
  }

  void refuse(HubError error, String field, Object found) {
    refusals.add(new MappedItem.Refused(error, hubField(field), error.vietnamese(found)));
  }

  /** A new object in the array of this field; the array is there from {@link #array} on. */
  WireObject in(String field) {
    WireObject element = new WireObject(this, prefix + field + ".");
    array(field).add(element.json);
    return element;
  }

  /** The array of this field, made when it is not there. */
  ArrayNode array(String field) {
    return json.get(field) instanceof ArrayNode there ? there : json.putArray(field);
  }

  MappedItem mapped(DossierCode dossier) {
    if (!refusals.isEmpty()) {
      return refusals.getFirst();
    }
    try {
      return new MappedItem.Ready(new NpspItem(dossier, JSON.writeValueAsBytes(json), findings));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts can be written", e);
    }
  }

  private WireObject put(String field, String value) {
    Optional<Condition> condition = rule(field).flatMap(FieldRule::onlyWith);
    if (condition.filter(this::fails).isPresent()) {
      found("value-withheld", field, "sent only with " + condition.orElseThrow());
    } else {
      json.put(field, value);
    }
    return this;
  }

  private boolean fails(Condition condition) {
    return !condition.values().contains(item.path(condition.field()).asText(""));
  }

  private Optional<FieldRule> rule(String field) {
    return Optional.ofNullable(tables.fields().get(prefix + field));
  }

  private String hubField(String field) {
    return fields.hubField(prefix + field);
  }

  private void found(String code, String field, String text) {
    findings.add(new Finding(code, prefix + field, text));
  }

  private String fitted(String field, String text, Optional<FieldRule> rule) {
    Optional<Integer> longest = rule.flatMap(FieldRule::longest);
    if (longest.isEmpty() || text.codePointCount(0, text.length()) <= longest.orElseThrow()) {
      return text;
    }
    int most = longest.orElseThrow();
    return switch (rule.flatMap(FieldRule::tooLong).orElse(Treatment.SEND)) {
      case SEND -> {
        found("value-long", field, "more than " + most + " characters");
        yield text;
      }
      case CUT -> {
        found("value-cut", field, "cut to " + most + " characters");
        yield text.substring(0, text.offsetByCodePoints(0, most - 1)) + CUT_MARK;
      }
      case REFUSE -> {
        String said = HubError.VALUE_TOO_LONG.vietnamese(field, most);
        refusals.add(new MappedItem.Refused(HubError.VALUE_TOO_LONG, hubField(field), said));
        yield text;
      }
    };
  }

  private static boolean refuses(Optional<Treatment> treatment) {
    return treatment.filter(Treatment.REFUSE::equals).isPresent();
  }
}
