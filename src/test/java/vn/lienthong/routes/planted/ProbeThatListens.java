package vn.lienthong.routes.planted;

import vn.lienthong.routes.dossiers.PathPoint;
import vn.lienthong.routes.dossiers.PathProbe;

final class ProbeThatListens implements PathProbe {
  @Override
  public void at(PathPoint point) {}
}
