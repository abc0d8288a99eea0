package vn.lienthong.routes.dossiers;

/**
 * Told at named points of the delivery path. The shipped wiring has {@link #NONE}; the kill harness
 * ends the process at a point.
 */
@FunctionalInterface
public interface PathProbe {
  /** Does nothing. */
  PathProbe NONE = _ -> {};

  void at(PathPoint point);
}
