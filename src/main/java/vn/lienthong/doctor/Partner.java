package vn.lienthong.doctor;

import java.net.URI;
import vn.lienthong.routes.partner.NpspProperties;

/** Where the portal's adapter is, which tells a rehearsal from real work. */
final class Partner {
  private Partner() {}

  /** A hub without an address of the portal works with nobody: as with this machine. */
  static Neighbourhood where(NpspProperties npsp) {
    if (npsp.adapterUrl().isEmpty()) {
      return Neighbourhood.THIS_MACHINE;
    }
    try {
      return Neighbourhood.of(URI.create(npsp.adapterUrl()));
    } catch (IllegalArgumentException _) {
      return Neighbourhood.UNKNOWN;
    }
  }
}
