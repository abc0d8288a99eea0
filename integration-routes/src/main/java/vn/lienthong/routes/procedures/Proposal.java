package vn.lienthong.routes.procedures;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.lienthong.schemas.procedure.ProcedureCode;

/**
 * A change that touches citizens' rights.
 *
 * @param kinds what of it changes: fee, time, components, withdrawal
 * @param changes field by field against the registry of now; empty unless it waits
 */
public record Proposal(
    UUID id,
    ProcedureCode code,
    Area area,
    List<String> kinds,
    State state,
    Instant proposedAt,
    Optional<String> decidedBy,
    Optional<String> reason,
    List<FieldChange> changes) {
  public Proposal {
    kinds = List.copyOf(kinds);
    changes = List.copyOf(changes);
  }

  Proposal with(List<FieldChange> fields) {
    return new Proposal(id, code, area, kinds, state, proposedAt, decidedBy, reason, fields);
  }

  /** What is decided as one. */
  public enum Area {
    /** The channels with times and fees. */
    TERMS("channels"),
    /** The papers to hand in. */
    COMPONENTS("papers"),
    /** The national list holds it no longer. */
    WITHDRAWAL("state");

    private final String field;

    Area(String field) {
      this.field = field;
    }

    String field() {
      return field;
    }
  }

  /** How it stands. */
  public enum State {
    PROPOSED,
    APPROVED,
    REJECTED,
    OVERTAKEN
  }
}
