package vn.lienthong.connectors.npsp;

import java.time.Clock;
import java.util.List;
import vn.lienthong.connectors.call.CallResult;
import vn.lienthong.connectors.call.PreparedCall;
import vn.lienthong.connectors.call.ReadOutcome;
import vn.lienthong.connectors.npsp.CallForm.Catalogue;
import vn.lienthong.connectors.npsp.NpspCatalogue.AgencyRow;
import vn.lienthong.connectors.npsp.NpspCatalogue.ProcedureList;
import vn.lienthong.connectors.npsp.NpspCatalogue.SectorRow;
import vn.lienthong.connectors.npsp.NpspProfile.Paths;
import vn.lienthong.schemas.delivery.DeliveryOutcome;
import vn.lienthong.schemas.dossier.Dossier;
import vn.lienthong.schemas.dossier.DossierCode;
import vn.lienthong.schemas.dossier.ProgressStep;
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

  /** What is pushed, and as what. */
  public enum Push {
    /** Dossiers that the portal does not know. */
    ADD("dossier-add", WireFields.Message.DOSSIER),
    /** Dossiers that it knows. */
    UPDATE("dossier-update", WireFields.Message.DOSSIER),
    /** Progress steps. */
    STEP("dossier-step", WireFields.Message.STEP);

    private final String service;
    private final WireFields fields;

    Push(String service, WireFields.Message message) {
      this.service = service;
      this.fields = WireFields.of(message);
    }

    /** The hub's name of the call. */
    public String service() {
      return service;
    }
  }

  public NpspConnector(NpspProfile profile, Clock clock) {
    this.profile = profile;
    this.clock = clock;
    this.form = form(profile);
    this.answers = new AnswerReader(profile.tables(), clock);
    this.dossiers = new DossierMapper(profile.tables());
    this.steps = new StepMapper(profile.tables());
  }

  private static CallForm form(NpspProfile profile) {
    return switch (profile.addresses().paths()) {
      case Paths.Adapter paths ->
          new AdapterCalls(
              new Address(profile.addresses(), true),
              paths,
              profile.account(),
              profile.tables().names());
      case Paths.Relay paths ->
          new RelayCalls(new Address(profile.addresses(), false), paths, profile.tables().names());
    };
  }

  /** What may be relied on with this installation. */
  public NpspProfile.Guarantees guarantees() {
    return profile.guarantees();
  }

  /** False where calls need no login; then {@link NpspSession#NONE} stands for the session. */
  public boolean needsSession() {
    return form.needsSession();
  }

  /** Whether {@link #prepareLookup} can be used. */
  public boolean offersLookup() {
    return form.offersLookup();
  }

  /** Login with user name and password. The call is secret. */
  public PreparedCall prepareLogin() {
    return form.login();
  }

  public ReadOutcome<NpspSession> readLogin(CallResult result) {
    return answers.value(
        "login",
        result,
        answer ->
            answer.session().isBlank()
                ? new ReadOutcome.Failed<>(AnswerReader.unreadable("the login gave no session"))
                : new ReadOutcome.Value<>(
                    new NpspSession(answer.session(), clock.instant()), List.of()));
  }

  public PreparedCall prepareProcedureList(NpspSession session) {
    return form.catalogue(session, Catalogue.PROCEDURES);
  }

  public ReadOutcome<ProcedureList> readProcedureList(CallResult result) {
    return answers.value(Catalogue.PROCEDURES.service(), result, CatalogueMapper::procedures);
  }

  public PreparedCall prepareProcedure(NpspSession session, ProcedureCode code) {
    return form.procedure(session, code);
  }

  public ReadOutcome<Procedure> readProcedure(CallResult result) {
    return answers.value("procedure-detail", result, ProcedureMapper::read);
  }

  public PreparedCall prepareSectors(NpspSession session) {
    return form.catalogue(session, Catalogue.SECTORS);
  }

  public ReadOutcome<List<SectorRow>> readSectors(CallResult result) {
    return answers.value(Catalogue.SECTORS.service(), result, CatalogueMapper::sectors);
  }

  public PreparedCall prepareAgencies(NpspSession session) {
    return form.catalogue(session, Catalogue.AGENCIES);
  }

  public ReadOutcome<List<AgencyRow>> readAgencies(CallResult result) {
    return answers.value(Catalogue.AGENCIES.service(), result, CatalogueMapper::agencies);
  }

  /**
   * Asks whether the portal knows the dossier.
   *
   * @throws IllegalStateException where {@link #offersLookup()} is false
   */
  public PreparedCall prepareLookup(NpspSession session, DossierCode code) {
    return form.lookup(session, code);
  }

  public ReadOutcome<Boolean> readLookup(CallResult result) {
    return answers.value("dossier-lookup", result, CatalogueMapper::known);
  }

  /** Maps a snapshot; names of procedure and sector come from the registry's procedure. */
  public MappedItem map(Dossier dossier, Procedure procedure, FileLink links) {
    return dossiers.map(dossier, procedure, links);
  }

  public MappedItem map(ProgressStep step) {
    return steps.map(step);
  }

  /** Pushes items of one kind in one call. */
  public PreparedCall preparePush(NpspSession session, Push push, List<NpspItem> items) {
    return form.push(session, push, items);
  }

  /** The outcome that holds for every item of the call. */
  public DeliveryOutcome readPush(Push push, CallResult result) {
    return answers.push(push.service, push.fields, result);
  }
}
