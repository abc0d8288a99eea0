package vn.lienthong.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.springframework.context.ConfigurableApplicationContext;
import vn.lienthong.app.HubFolder;
import vn.lienthong.app.MemoryMb;
import vn.lienthong.connectors.npsp.simulator.NpspSimulator;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorState;
import vn.lienthong.connectors.onestop.simulator.OfficeReport;
import vn.lienthong.connectors.onestop.simulator.Planted;
import vn.lienthong.routes.dossiers.DeliveryLedger;
import vn.lienthong.routes.dossiers.DeliveryState;
import vn.lienthong.routes.dossiers.DeliverySums;
import vn.lienthong.routes.messagelog.LogExport;
import vn.lienthong.routes.messagelog.LogStatus;
import vn.lienthong.routes.messagelog.MessageLog;
import vn.lienthong.routes.procedures.Parity;
import vn.lienthong.schemas.codelist.RealCatalogue;
import vn.lienthong.signing.keys.TrustAnchors;
import vn.lienthong.signing.merkle.SignedNote;
import vn.lienthong.signing.verify.Anchors;
import vn.lienthong.signing.verify.LogVerifier;
import vn.lienthong.signing.verify.Report;

/** Counts what a demonstration came to: in the hub, at the portal, in the log. */
record DemoFigures(
    ConfigurableApplicationContext hub,
    SimulatedPartners partners,
    HubFolder folder,
    RealCatalogue catalogue,
    Optional<URI> outside) {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int SHOWN = 5;

  DemoReport gather(
      Parity parity, OfficeReport office, DemoReport.Seconds seconds, DoubleSupplier total)
      throws InterruptedException {
    awaitFiles();
    DemoReport.Log log = log();
    DeliveryLedger ledger = hub.getBean(DeliveryLedger.class);
    DeliverySums sums = ledger.sums();
    return new DemoReport(
        procedures(parity),
        deliveries(sums),
        new DemoReport.Captured(sums.dossiersCaptured(), sums.dossiersDelivered()),
        new DemoReport.Captured(sums.stepsCaptured(), sums.stepsDelivered()),
        planted(ledger, office.planted()),
        npsp(),
        log,
        new DemoReport.Seconds(
            seconds.startup(), seconds.procedures(), seconds.dossiers(), total.getAsDouble()),
        MemoryMb.measure(folder.root()));
  }

  private DemoReport.Procedures procedures(Parity parity) {
    List<String> codes = catalogue.scope1655().stream().map(row -> row.code().value()).toList();
    Optional<NpspSimulator.FieldCounts> fields =
        partners.portal().map(portal -> portal.fieldCounts(codes));
    long generated = fields.map(NpspSimulator.FieldCounts::generated).orElse(0L);
    return new DemoReport.Procedures(
        parity.npsp(),
        parity.registry(),
        parity.onestop(),
        parity.equal(),
        parity.different(),
        parity.onlyNpsp(),
        parity.onlyOnestop(),
        fields.map(NpspSimulator.FieldCounts::real).orElse(0L),
        generated,
        generated > 0);
  }

  private static DemoReport.Deliveries deliveries(DeliverySums sums) {
    return new DemoReport.Deliveries(
        sums.accepted(),
        sums.in(DeliveryState.DUE),
        sums.in(DeliveryState.IN_FLIGHT),
        sums.in(DeliveryState.DELIVERED),
        sums.in(DeliveryState.REFUSED),
        sums.in(DeliveryState.PARKED),
        sums.blocked(),
        sums.in(DeliveryState.SUPERSEDED),
        sums.in(DeliveryState.IN_DOUBT));
  }

  private static DemoReport.Planted planted(DeliveryLedger ledger, List<Planted> planted) {
    long refused =
        planted.stream()
            .filter(
                one ->
                    ledger.show(one.code().value()).stream()
                        .anyMatch(row -> row.state() == DeliveryState.REFUSED))
            .count();
    return new DemoReport.Planted(planted.size(), refused);
  }

  private Optional<DemoReport.Npsp> npsp() {
    return state()
        .map(
            seen ->
                new DemoReport.Npsp(
                    seen.applied(),
                    seen.appliedTwice(),
                    seen.repeated(),
                    seen.orderViolations(),
                    seen.invalidSignatures(),
                    seen.filesFetched(),
                    seen.filesMissing() + seen.filesWrong() + seen.filesFailed()));
  }

  /** Our own simulator, or one that runs alone; a real adapter tells nothing. */
  private Optional<NpspSimulatorState> state() {
    if (partners.portal().isPresent()) {
      return partners.portal().map(NpspSimulator::state);
    }
    try (var in = outside.orElseThrow().resolve("/_state").toURL().openStream()) {
      return Optional.of(new ObjectMapper().readValue(in, NpspSimulatorState.class));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private void awaitFiles() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (state().map(NpspSimulatorState::filesPending).orElse(0L) > 0
        && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  /** True when every call has its outcome and every entry its place. */
  private boolean awaitSealed() throws InterruptedException {
    MessageLog log = hub.getBean(MessageLog.class);
    LogStatus status = hub.getBean(LogStatus.class);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      if (log.callsWithoutOutcome(Duration.ZERO, 1).isEmpty()
          && status.standing().map(now -> now.pending() == 0).orElse(false)) {
        return true;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return false;
  }

  /** A call that a job began meanwhile is cut through by an export, which is then made again. */
  private DemoReport.Log log() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    DemoReport.Log log;
    do {
      log = exported(awaitSealed());
    } while (log.verdict() == Report.Verdict.INDETERMINATE && System.nanoTime() < end);
    return log;
  }

  private DemoReport.Log exported(boolean sealed) {
    LogExport.Exported exported =
        hub.getBean(LogExport.class)
            .export(folder.export(), false, "demo", "end of the demonstration");
    Anchors anchors =
        Anchors.of(
            SignedNote.VerifierKey.parse(verifierKey()),
            TrustAnchors.read(folder.keys().resolve("test-ca.crt")));
    Report report = LogVerifier.verify(folder.export(), anchors, Clock.systemUTC().instant());
    long entries =
        exported.size()
            + hub.getBean(LogStatus.class).standing().map(LogStatus.Standing::pending).orElse(0L);
    return new DemoReport.Log(
        entries,
        exported.size(),
        exported.rootHash(),
        sealed,
        report.verdict(),
        report.verdict() == Report.Verdict.VALID && report.size() == exported.size(),
        report.findings().stream()
            .filter(finding -> finding.weight() != Report.Weight.NOTE)
            .map(finding -> finding.where() + ": " + finding.english())
            .limit(SHOWN)
            .toList());
  }

  private String verifierKey() {
    try {
      return Files.readString(folder.verifierKey()).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
