package vn.lienthong.connectors.npsp;

import java.util.List;
import java.util.Map;
import vn.lienthong.connectors.call.PreparedCall;
import vn.lienthong.connectors.npsp.NpspConnector.Push;
import vn.lienthong.connectors.npsp.NpspProfile.Account;
import vn.lienthong.connectors.npsp.NpspProfile.Paths;
import vn.lienthong.connectors.npsp.NpspTables.Names;
import vn.lienthong.schemas.dossier.DossierCode;
import vn.lienthong.schemas.procedure.ProcedureCode;

/**
 * The adapter of 2019: two endpoints that take an envelope of session, agency, service and fields.
 */
final class AdapterCalls implements CallForm {
  private final Address address;
  private final Paths.Adapter paths;
  private final Account account;
  private final Names names;

  AdapterCalls(Address address, Paths.Adapter paths, Account account, Names names) {
    this.address = address;
    this.paths = paths;
    this.account = account;
    this.names = names;
  }

  @Override
  public boolean needsSession() {
    return true;
  }

  @Override
  public boolean offersLookup() {
    return true;
  }

  @Override
  public PreparedCall login() {
    JsonBytes body =
        new JsonBytes()
            .raw("{\"username\":")
            .text(account.username())
            .raw(",\"password\":")
            .text(account.password())
            .raw("}");
    return address.post("login", paths.login(), body.bytes(), true, List.of());
  }

  @Override
  public PreparedCall catalogue(NpspSession session, Catalogue list) {
    JsonBytes body = envelope(session, list.wireName(), Map.of()).raw("}");
    return address.post(list.service(), paths.share(), body.bytes(), false, List.of());
  }

  @Override
  public PreparedCall procedure(NpspSession session, ProcedureCode code) {
    JsonBytes body =
        envelope(session, "LayThuTuc", Map.of(names.detailProcedure(), code.value())).raw("}");
    return address.post("procedure-detail", paths.integration(), body.bytes(), false, List.of());
  }

  @Override
  public PreparedCall lookup(NpspSession session, DossierCode code) {
    JsonBytes body =
        envelope(session, "TraCuuHoSo", Map.of(names.lookupDossier(), code.value())).raw("}");
    return address.post("dossier-lookup", paths.integration(), body.bytes(), false, List.of());
  }

  @Override
  public PreparedCall push(NpspSession session, Push push, List<NpspItem> items) {
    JsonBytes body =
        switch (push) {
          case ADD -> envelope(session, "DongBoHoSoMC", Map.of("isUpdating", "False"));
          case UPDATE -> envelope(session, "DongBoHoSoMC", Map.of("isUpdating", "True"));
          case STEP -> envelope(session, "CapNhatTienDoHoSoMC", Map.of());
        };
    body.raw(",\"data\":").items(items).raw("}");
    return address.post(push.service(), paths.integration(), body.bytes(), false, body.segments());
  }

  /** The envelope, left open for more. */
  private JsonBytes envelope(NpspSession session, String wireName, Map<String, String> fields) {
    JsonBytes body =
        new JsonBytes()
            .raw("{\"session\":")
            .text(session.token())
            .raw(",\"madonvi\":")
            .text(account.agencyCode())
            .raw(",\"service\":")
            .text(wireName);
    fields.forEach((field, value) -> body.raw(",").text(field).raw(":").text(value));
    return body;
  }
}
