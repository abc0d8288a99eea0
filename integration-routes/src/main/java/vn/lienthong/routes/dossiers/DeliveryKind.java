package vn.lienthong.routes.dossiers;

/** What a delivery carries. */
public enum DeliveryKind {
  /** A whole dossier at one version. */
  SNAPSHOT,
  /** One step of its progress. */
  STEP
}
