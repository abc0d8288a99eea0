package vn.lienthong.routes.dossiers;

import java.util.Optional;

/** Deliveries refused or parked for one reason, with one dossier as an example. */
public record RefusalCause(
    String errorCode, Optional<String> field, long deliveries, String exampleDossier) {}
