package vn.lienthong.schemas.dossier;

import java.time.Instant;
import java.util.Optional;

/** How the result goes back to the citizen. */
public record ResultReturn(
    boolean byPublicPost, Optional<Instant> returnedAt, Optional<String> information) {}
