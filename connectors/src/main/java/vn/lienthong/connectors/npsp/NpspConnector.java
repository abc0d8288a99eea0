package vn.lienthong.connectors.npsp;

import java.util.List;
import vn.lienthong.connectors.call.CallResult;
import vn.lienthong.connectors.call.PreparedCall;
import vn.lienthong.connectors.call.ReadOutcome;
import vn.lienthong.connectors.npsp.NpspCatalogue.AgencyRow;
import vn.lienthong.connectors.npsp.NpspCatalogue.ProcedureList;
import vn.lienthong.connectors.npsp.NpspCatalogue.SectorRow;
import vn.lienthong.schemas.delivery.DeliveryOutcome;
import vn.lienthong.schemas.dossier.Dossier;
import vn.lienthong.schemas.dossier.DossierCode;
import vn.lienthong.schemas.dossier.ProgressStep;
import vn.lienthong.schemas.procedure.Procedure;
import vn.lienthong.schemas.procedure.ProcedureCode;

/** The national portal's services: prepares calls to the byte and reads their answers. No I/O. */
public final class NpspConnector {

  /** Login with user name and password. The call is secret. */
  public PreparedCall prepareLogin() {
    throw new UnsupportedOperationException();
  }

  public ReadOutcome<NpspSession> readLogin(CallResult result) {
    throw new UnsupportedOperationException();
  }

  public PreparedCall prepareProcedureList(NpspSession session) {
    throw new UnsupportedOperationException();
  }

  public ReadOutcome<ProcedureList> readProcedureList(CallResult result) {
    throw new UnsupportedOperationException();
  }

  public PreparedCall prepareProcedure(NpspSession session, ProcedureCode code) {
    throw new UnsupportedOperationException();
  }

  public ReadOutcome<Procedure> readProcedure(CallResult result) {
    throw new UnsupportedOperationException();
  }

  public PreparedCall prepareSectors(NpspSession session) {
    throw new UnsupportedOperationException();
  }

  public ReadOutcome<List<SectorRow>> readSectors(CallResult result) {
    throw new UnsupportedOperationException();
  }

  public PreparedCall prepareAgencies(NpspSession session) {
    throw new UnsupportedOperationException();
  }

  public ReadOutcome<List<AgencyRow>> readAgencies(CallResult result) {
    throw new UnsupportedOperationException();
  }

  /** Asks whether the portal knows the dossier. */
  public PreparedCall prepareLookup(NpspSession session, DossierCode code) {
    throw new UnsupportedOperationException();
  }

  public ReadOutcome<Boolean> readLookup(CallResult result) {
    throw new UnsupportedOperationException();
  }

  /** Maps a snapshot; names of procedure and sector come from the registry's procedure. */
  public MappedItem map(Dossier dossier, Procedure procedure, FileLink links) {
    throw new UnsupportedOperationException();
  }

  public MappedItem map(ProgressStep step) {
    throw new UnsupportedOperationException();
  }

  /** Adds, or updates, the dossiers in one call. */
  public PreparedCall prepareDossiers(NpspSession session, List<NpspItem> items, boolean update) {
    throw new UnsupportedOperationException();
  }

  public PreparedCall prepareSteps(NpspSession session, List<NpspItem> items) {
    throw new UnsupportedOperationException();
  }

  /** The outcome that holds for every item of the call. */
  public DeliveryOutcome readDelivery(CallResult result) {
    throw new UnsupportedOperationException();
  }
}
