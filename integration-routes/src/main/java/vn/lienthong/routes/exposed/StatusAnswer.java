package vn.lienthong.routes.exposed;

import vn.lienthong.routes.dossiers.DossierStanding;
import vn.lienthong.routes.refusals.Problem;

/** What the service says, before it becomes XML or JSON. */
sealed interface StatusAnswer {
  /** Here it stands. */
  record Found(DossierStanding dossier) implements StatusAnswer {}

  /** No, and why. */
  record Refused(Problem problem) implements StatusAnswer {}
}
