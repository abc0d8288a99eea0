package vn.lienthong.connectors.onestop.simulator;

import java.time.Instant;
import java.util.Optional;
import vn.lienthong.schemas.dossier.DossierCode;

/** Everything a dossier's story grows from. */
record Brief(
    long ordinal,
    DossierCode code,
    long seed,
    OfficeScene.ServedProcedure procedure,
    OfficeScene.Post agency,
    Instant day,
    Optional<PlantedFault> fault) {}
