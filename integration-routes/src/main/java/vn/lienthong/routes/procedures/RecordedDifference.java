package vn.lienthong.routes.procedures;

import java.time.Instant;
import java.util.UUID;

/**
 * A difference that a run found.
 *
 * @param proposed true when it waited for an operator, false when it was applied
 */
public record RecordedDifference(
    UUID run, String code, FieldChange change, boolean proposed, Instant at) {}
