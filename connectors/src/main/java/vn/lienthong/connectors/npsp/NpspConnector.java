package vn.lienthong.connectors.npsp;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.procedure.Procedure;
import vn.lienthong.schemas.procedure.ProcedureCode;

/** The national portal's services: prepares calls to the byte and reads their answers. No I/O. */
public final class NpspConnector {
  private final NpspProfile profile;
  private final Clock clock;
  private final CallForm form;
  private final AnswerReader answers;
  private final DossierMapper dossiers;
  private final StepMapper steps;

  public NpspConnector(NpspProfile profile, Clock clock) {
    this.profile = profile;
    this.clock = clock;
    this.form = new CallForm(profile);
    this.answers = new AnswerReader(profile.tables(), clock);
    this.dossiers = new DossierMapper(profile.tables());
    this.steps = new StepMapper(profile.tables());
  }

  /** What may be relied on with this installation. */
  public NpspProfile.Guarantees guarantees() {
    return profile.guarantees();
  }

  /** Login with user name and password. The call is secret. */
  public PreparedCall prepareLogin() {
    return form.login();
  }

  public ReadOutcome<NpspSession> readLogin(CallResult result) {
    return answers.value(
        result,
        answer ->
            answer.session().isBlank()
                ? new ReadOutcome.Failed<>(
                    new DeliveryOutcome.Deferred(
                        HubError.PARTNER_ANSWER_UNREADABLE,
                        Duration.ofSeconds(30),
                        false,
                        "the login gave no session"))
                : new ReadOutcome.Value<>(
                    new NpspSession(answer.session(), clock.instant()), List.of()));
  }

  public PreparedCall prepareProcedureList(NpspSession session) {
    return share("procedure-list", session, "LayDanhSachTTHC");
  }

  public ReadOutcome<ProcedureList> readProcedureList(CallResult result) {
    return answers.value(result, CatalogueMapper::procedures);
  }

  public PreparedCall prepareProcedure(NpspSession session, ProcedureCode code) {
    return form.service(
        "procedure-detail",
        profile.addresses().integrationPath(),
        session,
        "LayThuTuc",
        Map.of(profile.tables().names().detailProcedure(), code.value()));
  }

  public ReadOutcome<Procedure> readProcedure(CallResult result) {
    return answers.value(result, ProcedureMapper::read);
  }

  public PreparedCall prepareSectors(NpspSession session) {
    return share("sector-list", session, "LayDanhMucLinhVuc");
  }

  public ReadOutcome<List<SectorRow>> readSectors(CallResult result) {
    return answers.value(result, CatalogueMapper::sectors);
  }

  public PreparedCall prepareAgencies(NpspSession session) {
    return share("agency-list", session, "LayDanhMucCoQuan");
  }

  public ReadOutcome<List<AgencyRow>> readAgencies(CallResult result) {
    return answers.value(result, CatalogueMapper::agencies);
  }

  /** Asks whether the portal knows the dossier. */
  public PreparedCall prepareLookup(NpspSession session, DossierCode code) {
    return form.service(
        "dossier-lookup",
        profile.addresses().integrationPath(),
        session,
        "TraCuuHoSo",
        Map.of(profile.tables().names().lookupDossier(), code.value()));
  }

  public ReadOutcome<Boolean> readLookup(CallResult result) {
    return answers.value(
        result, answer -> new ReadOutcome.Value<>(!answer.result().isEmpty(), List.of()));
  }

  /** Maps a snapshot; names of procedure and sector come from the registry's procedure. */
  public MappedItem map(Dossier dossier, Procedure procedure, FileLink links) {
    return dossiers.map(dossier, procedure, links);
  }

  public MappedItem map(ProgressStep step) {
    return steps.map(step);
  }

  /** Adds, or updates, the dossiers in one call. */
  public PreparedCall prepareDossiers(NpspSession session, List<NpspItem> items, boolean update) {
    return form.push(
        update ? "dossier-update" : "dossier-add",
        session,
        "DongBoHoSoMC",
        Map.of("isUpdating", update ? "True" : "False"),
        items);
  }

  public PreparedCall prepareSteps(NpspSession session, List<NpspItem> items) {
    return form.push("dossier-step", session, "CapNhatTienDoHoSoMC", Map.of(), items);
  }

  /** The outcome that holds for every item of the call. */
  public DeliveryOutcome readDelivery(CallResult result) {
    return answers.delivery(result);
  }

  private PreparedCall share(String name, NpspSession session, String wireName) {
    return form.service(name, profile.addresses().sharePath(), session, wireName, Map.of());
  }
}
