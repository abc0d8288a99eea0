package vn.lienthong.connectors.npsp;

import java.util.List;
import vn.lienthong.connectors.call.PreparedCall;
import vn.lienthong.connectors.npsp.NpspConnector.Push;
import vn.lienthong.connectors.npsp.NpspProfile.Paths;
import vn.lienthong.connectors.npsp.NpspTables.Names;
import vn.lienthong.schemas.dossier.DossierCode;
import vn.lienthong.schemas.procedure.ProcedureCode;

/**
 * A province's relay of 2023: bare arrays to an address for adds, one for updates and one for
 * steps; lists and details by GET. No source shows a login or a look-up.
 */
final class RelayCalls implements CallForm {
  private final Address address;
  private final Paths.Relay paths;
  private final Names names;

  RelayCalls(Address address, Paths.Relay paths, Names names) {
    this.address = address;
    this.paths = paths;
    this.names = names;
  }

  @Override
  public boolean needsSession() {
    return false;
  }

  @Override
  public boolean offersLookup() {
    return false;
  }

  @Override
  public PreparedCall login() {
    throw new IllegalStateException("a relay has no login");
  }

  @Override
  public PreparedCall catalogue(NpspSession session, Catalogue list) {
    return address.get(list.service(), paths.catalogue() + "/" + list.wireName());
  }

  @Override
  public PreparedCall procedure(NpspSession session, ProcedureCode code) {
    return address.get(
        "procedure-detail",
        paths.catalogue()
            + "/LayThuTuc?"
            + names.detailProcedure()
            + "="
            + Address.encoded(code.value()));
  }

  @Override
  public PreparedCall lookup(NpspSession session, DossierCode code) {
    throw new IllegalStateException("a relay has no look-up");
  }

  @Override
  public PreparedCall push(NpspSession session, Push push, List<NpspItem> items) {
    JsonBytes body = new JsonBytes().items(items);
    String path =
        switch (push) {
          case ADD -> paths.add();
          case UPDATE -> paths.update();
          case STEP -> paths.step();
        };
    return address.post(push.service(), path, body.bytes(), false, body.segments());
  }
}
