package vn.lienthong.routes.dossiers;

import java.time.Instant;
import java.util.Optional;
import vn.lienthong.schemas.dossier.DossierCode;
import vn.lienthong.schemas.dossier.DossierStatus;
import vn.lienthong.schemas.procedure.ProcedureCode;

/** Where a dossier stands, by the newest version that the hub captured. */
public record DossierStanding(
    DossierCode code,
    ProcedureCode procedure,
    String agencyCode,
    String agencyName,
    Optional<DossierStatus> status,
    Optional<Instant> receivedAt,
    Optional<Instant> dueAt,
    Optional<Instant> finishedAt,
    long version,
    Instant capturedAt) {}
