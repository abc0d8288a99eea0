package vn.lienthong.connectors.onestop.simulator;

import java.time.Instant;
import java.util.Optional;
import vn.lienthong.schemas.dossier.DossierCode;
import vn.lienthong.schemas.dossier.OwnerSystem;

/** Everything a dossier's story grows from; {@code owner} is empty for the office's own. */
record Brief(
    long ordinal,
    DossierCode code,
    long seed,
    OfficeScene.ServedProcedure procedure,
    OfficeScene.Post agency,
    Instant day,
    Optional<PlantedFault> fault,
    Optional<OwnerSystem> owner) {}
