package vn.lienthong.connectors.npsp;

import java.util.List;
import vn.lienthong.connectors.call.PreparedCall;
import vn.lienthong.schemas.dossier.DossierCode;
import vn.lienthong.schemas.procedure.ProcedureCode;

/** Writes calls to the byte. One class for each generation of the protocol. */
interface CallForm {
  /** The lists of the catalogue. */
  enum Catalogue {
    PROCEDURES("procedure-list", "LayDanhSachTTHC"),
    SECTORS("sector-list", "LayDanhMucLinhVuc"),
    AGENCIES("agency-list", "LayDanhMucCoQuan");

    private final String service;
    private final String wireName;

    Catalogue(String service, String wireName) {
      this.service = service;
      this.wireName = wireName;
    }

    /** The hub's name of the call. */
    String service() {
      return service;
    }

    String wireName() {
      return wireName;
    }
  }

  /** What is needed to call: nothing for a relay, so far as is known. */
  boolean needsSession();

  /** Whether there is a call that tells if a dossier is known. */
  boolean offersLookup();

  PreparedCall login();

  PreparedCall catalogue(NpspSession session, Catalogue list);

  PreparedCall procedure(NpspSession session, ProcedureCode code);

  PreparedCall lookup(NpspSession session, DossierCode code);

  PreparedCall push(NpspSession session, NpspConnector.Push push, List<NpspItem> items);
}
