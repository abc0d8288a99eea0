package vn.lienthong.architecture;

/** Where the planted faults lie. */
final class PlantedFaults {
  static final String[] PACKAGES = {
    "vn.lienthong.schemas.planted",
    "vn.lienthong.signing.planted",
    "vn.lienthong.connectors.planted",
    "vn.lienthong.connectors.plantedother",
    "vn.lienthong.routes.planted",
    "vn.lienthong.routes.plantedtwo",
    "vn.lienthong.routes.messagelog.planted",
    "vn.lienthong.routes.plantedroute"
  };

  private PlantedFaults() {}
}
