package vn.lienthong.routes.dossiers;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import vn.lienthong.connectors.call.CallResult;
import vn.lienthong.connectors.call.PreparedCall;
import vn.lienthong.connectors.call.ReadOutcome;
import vn.lienthong.connectors.npsp.MappedItem;
import vn.lienthong.connectors.npsp.NpspConnector;
import vn.lienthong.connectors.npsp.NpspItem;
import vn.lienthong.connectors.npsp.NpspProfile;
import vn.lienthong.connectors.npsp.NpspSession;
import vn.lienthong.schemas.delivery.DeliveryOutcome;
import vn.lienthong.schemas.dossier.Dossier;
import vn.lienthong.schemas.dossier.DossierCode;
import vn.lienthong.schemas.dossier.FileReference;
import vn.lienthong.schemas.dossier.ProgressStep;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.procedure.Procedure;
import vn.lienthong.schemas.procedure.ProcedureCode;

/** NPSP's words; procedure names come from the registry, file addresses from the hub's links. */
final class NpspPartnerWire implements PartnerWire {
  static final String PARTNER = "npsp";
  private static final Instant NOT_YET = Instant.parse("9999-12-31T00:00:00Z");

  private final NpspConnector connector;
  private final BiFunction<ProcedureCode, Instant, Optional<Procedure>> procedures;
  private final Links links;

  /** Gives the address under which the portal may fetch a dossier's file. */
  @FunctionalInterface
  interface Links {
    URI of(DossierCode dossier, FileReference file);
  }

  /** The procedures answer the version in force at a moment. */
  NpspPartnerWire(
      NpspConnector connector,
      BiFunction<ProcedureCode, Instant, Optional<Procedure>> procedures,
      Links links) {
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
        connector.offersLookup(),
        given.knownAddsRefused(),
        given.processingTime());
  }

  /** A dossier may name its procedure with the agency behind; the catalogue lists it without. */
  @Override
  public MappedItem map(Dossier dossier) {
    return procedures
        .apply(dossier.procedure(), begun(dossier))
        .or(() -> procedures.apply(dossier.procedure().national(), begun(dossier)))
        .map(procedure -> connector.map(dossier, procedure, file -> links.of(dossier.code(), file)))
        .orElseGet(
            () ->
                new MappedItem.Refused(
                    HubError.PROCEDURE_UNKNOWN,
                    "procedure",
                    HubError.PROCEDURE_UNKNOWN.vietnamese(dossier.procedure())));
  }

  /** A dossier keeps the version under which it began; one that nobody took yet has the newest. */
  private static Instant begun(Dossier dossier) {
    return dossier.submission().receivedAt().orElse(NOT_YET);
  }

  @Override
  public MappedItem map(ProgressStep step) {
    return connector.map(step);
  }

  @Override
  public PreparedCall prepare(NpspSession session, Form form, List<NpspItem> items) {
    return connector.preparePush(session, push(form), items);
  }

  @Override
  public DeliveryOutcome read(Form form, CallResult result) {
    return connector.readPush(push(form), result);
  }

  private static NpspConnector.Push push(Form form) {
    return switch (form) {
      case ADD -> NpspConnector.Push.ADD;
      case UPDATE -> NpspConnector.Push.UPDATE;
      case STEP -> NpspConnector.Push.STEP;
    };
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
