package vn.lienthong.routes.dossiers;

import java.util.List;
import vn.lienthong.connectors.call.CallResult;
import vn.lienthong.connectors.call.PreparedCall;
import vn.lienthong.connectors.call.ReadOutcome;
import vn.lienthong.connectors.npsp.MappedItem;
import vn.lienthong.connectors.npsp.NpspConnector;
import vn.lienthong.connectors.npsp.NpspItem;
import vn.lienthong.connectors.npsp.NpspProfile;
import vn.lienthong.connectors.npsp.NpspSession;
import vn.lienthong.routes.files.FileLinks;
import vn.lienthong.routes.procedures.ProcedureRegistry;
import vn.lienthong.schemas.delivery.DeliveryOutcome;
import vn.lienthong.schemas.dossier.Dossier;
import vn.lienthong.schemas.dossier.DossierCode;
import vn.lienthong.schemas.dossier.ProgressStep;
import vn.lienthong.schemas.error.HubError;

/** NPSP's words; procedure names come from the registry, file addresses from the hub's links. */
final class NpspPartnerWire implements PartnerWire {
  static final String PARTNER = "npsp";

  private final NpspConnector connector;
  private final ProcedureRegistry procedures;
  private final FileLinks links;

  NpspPartnerWire(NpspConnector connector, ProcedureRegistry procedures, FileLinks links) {
    this.connector = connector;
    this.procedures = procedures;
    this.links = links;
  }

  @Override
  public PartnerRules rules() {
    NpspProfile.Guarantees given = connector.guarantees();
    return new PartnerRules(
        given.batchAtomic(),
        given.stepsIdempotent(),
        given.updatesIdempotent(),
        given.processingTime());
  }

  @Override
  public MappedItem map(Dossier dossier) {
    return procedures
        .findAt(dossier.procedure(), dossier.submission().receivedAt())
        .map(
            procedure ->
                connector.map(
                    dossier, procedure, file -> links.linkFor(PARTNER, dossier.code(), file)))
        .orElseGet(
            () ->
                new MappedItem.Refused(
                    HubError.PROCEDURE_UNKNOWN,
                    "procedure",
                    HubError.PROCEDURE_UNKNOWN.vietnamese(dossier.procedure())));
  }

  @Override
  public MappedItem map(ProgressStep step) {
    return connector.map(step);
  }

  @Override
  public PreparedCall prepare(NpspSession session, Form form, List<NpspItem> items) {
    return switch (form) {
      case ADD -> connector.prepareDossiers(session, items, false);
      case UPDATE -> connector.prepareDossiers(session, items, true);
      case STEP -> connector.prepareSteps(session, items);
    };
  }

  @Override
  public DeliveryOutcome read(CallResult result) {
    return connector.readDelivery(result);
  }

  @Override
  public PreparedCall prepareLookup(NpspSession session, DossierCode code) {
    return connector.prepareLookup(session, code);
  }

  @Override
  public ReadOutcome<Boolean> readLookup(CallResult result) {
    return connector.readLookup(result);
  }
}
