package vn.lienthong.routes.procedures;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which changes wait for an operator. Fee and time of a channel stand in one term, so they are
 * decided together: when one of them waits, both wait.
 */
final class ChangeRule {
  private final Set<FieldChange.Kind> automatic;

  ChangeRule(List<String> automaticApproval) {
    automatic = EnumSet.noneOf(FieldChange.Kind.class);
    automaticApproval.forEach(
        kind -> automatic.add(FieldChange.Kind.valueOf(kind.toUpperCase(Locale.ROOT))));
  }

  /** A part of the document that waits, why, and what the registry has in its place. */
  record Waiting(
      Proposal.Area area, Set<FieldChange.Kind> kinds, JsonNode value, JsonNode registry) {}

  /** The document that may be applied now, and what of the portal's one waits. */
  record Decision(ProcedureDocument applied, List<Waiting> waiting) {
    boolean waits(FieldChange change) {
      return waiting.stream().anyMatch(part -> change.path().startsWith(part.area().field()));
    }
  }

  Decision decide(ProcedureDocument registry, ProcedureDocument portal, List<FieldChange> changes) {
    ObjectNode applied = portal.json().deepCopy();
    List<Waiting> waiting = new ArrayList<>();
    for (Proposal.Area area : List.of(Proposal.Area.TERMS, Proposal.Area.COMPONENTS)) {
      Set<FieldChange.Kind> kinds = new HashSet<>();
      changes.stream()
          .filter(change -> change.path().startsWith(area.field()))
          .forEach(change -> kinds.add(change.kind()));
      if (!automatic.containsAll(kinds)) {
        JsonNode kept = part(registry.json(), area);
        waiting.add(new Waiting(area, kinds, part(portal.json(), area), kept));
        applied.set(area.field(), kept);
      }
    }
    return new Decision(ProcedureDocument.of(applied), waiting);
  }

  boolean withdrawalWaits() {
    return !automatic.contains(FieldChange.Kind.WITHDRAWAL);
  }

  /** A document with one part put in. */
  static ProcedureDocument with(ProcedureDocument document, Proposal.Area area, JsonNode value) {
    ObjectNode changed = document.json().deepCopy();
    changed.set(area.field(), value);
    return ProcedureDocument.of(changed);
  }

  private static JsonNode part(JsonNode document, Proposal.Area area) {
    JsonNode part = document.path(area.field());
    return part.isMissingNode() ? JsonNodeFactory.instance.arrayNode() : part;
  }
}
