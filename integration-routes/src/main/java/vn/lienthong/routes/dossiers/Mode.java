package vn.lienthong.routes.dossiers;

/** Who sends an agency's dossiers to a partner. */
public enum Mode {
  /** Changes are captured; nothing else is done with them. */
  OFF,
  /** Another system sends; the hub maps and compares what it would send, and sends nothing. */
  SHADOW,
  /** The hub sends. */
  LIVE
}
