package vn.lienthong.routes.dossiers;

import java.util.Optional;
import vn.lienthong.schemas.dossier.DossierCode;

/** The dossiers that the hub has captured. */
public final class DossierRegister {

  /** Where the dossier stands, or empty when the hub never saw it. */
  public Optional<DossierStanding> find(DossierCode code) {
    throw new UnsupportedOperationException(code.value());
  }
}
