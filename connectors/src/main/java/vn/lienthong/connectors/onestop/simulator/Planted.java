package vn.lienthong.connectors.onestop.simulator;

import vn.lienthong.schemas.dossier.DossierCode;

/** A dossier that was made faulty on purpose: it must be refused until it is mended. */
public record Planted(DossierCode code, PlantedFault fault) {}
