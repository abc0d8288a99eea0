package vn.lienthong.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.ConfigurableApplicationContext;
import vn.lienthong.app.HubFolder;
import vn.lienthong.app.HubRuntime;
import vn.lienthong.app.Language;
import vn.lienthong.app.Setup;
import vn.lienthong.app.Texts;
import vn.lienthong.connectors.onestop.OneStopProperties.Feed;
import vn.lienthong.connectors.onestop.simulator.Office;
import vn.lienthong.connectors.onestop.simulator.OfficePlan;
import vn.lienthong.connectors.onestop.simulator.OfficeReport;
import vn.lienthong.connectors.onestop.simulator.Planted;
import vn.lienthong.routes.dossiers.DeliveryLedger;
import vn.lienthong.routes.dossiers.DeliveryRow;
import vn.lienthong.routes.dossiers.DeliveryState;
import vn.lienthong.routes.dossiers.DeliverySums;
import vn.lienthong.routes.jobs.JobRun;
import vn.lienthong.routes.jobs.RunOptions;
import vn.lienthong.routes.procedures.Parity;
import vn.lienthong.routes.procedures.Procedures;
import vn.lienthong.schemas.codelist.RealCatalogue;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.schemas.error.Reason;
import vn.lienthong.schemas.json.HubJson;

/** One demonstration, from an empty folder or from where the last one ended. */
final class Demo {
  private static final Duration OUTAGE = Duration.ofSeconds(3);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration STANDSTILL = Duration.ofSeconds(90);
  private static final double ROLLED_BACK = 0.05;

  private final HubFolder folder;
  private final Texts texts;
  private final DemoScreen screen;
  private final Wanted wanted;
  private final RealCatalogue catalogue = RealCatalogue.load();
  private final long begin = System.nanoTime();

  /**
   * What to show.
   *
   * @param npsp a running adapter in place of the simulated portal
   */
  record Wanted(int dossiers, long seed, Optional<URI> npsp, Feed feed, int port) {}

  Demo(HubFolder folder, Texts texts, DemoScreen screen, Wanted wanted) {
    this.folder = folder;
    this.texts = texts;
    this.screen = screen;
    this.wanted = wanted;
  }

  /** Shows everything and ends; 0 only if everything holds. */
  int once(Optional<Path> json) throws InterruptedException {
    try (Stage stage = start()) {
      return shown(stage, json);
    }
  }

  /** Shows everything and stays up until the process is told to end. */
  int untilStopped(Optional<Path> json) throws InterruptedException {
    Stage stage = start();
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stopped.countDown();
                  stage.close();
                }));
    int status = shown(stage, json);
    new DemoAddresses(folder, texts, screen).tell(stage.address(), stage.partners());
    stopped.await();
    return status;
  }

  /** Partners and hub, closed in the right order. */
  record Stage(
      SimulatedPartners partners, ConfigurableApplicationContext hub, double startupSeconds)
      implements AutoCloseable {
    String address() {
      return HubRuntime.address(hub);
    }

    @Override
    public void close() {
      partners.office().stop();
      hub.close();
      partners.close();
    }
  }

  private Stage start() {
    int port = freePort();
    screen.line(texts.text("demo.start", folder.root()));
    folder.demandReadable();
    if (folder.isSetUp()) {
      if (!folder.isDemo()) {
        throw new HubException(
            HubError.DATA_FOLDER_OF_OTHER_USE, folder.root(), texts.text("demo.real"));
      }
      folder.prepare();
      screen.line(texts.text("demo.resume", folder.root()));
    } else {
      folder.prepare();
      folder.markAsDemo(); // first: a set-up that is cut off must not look like a real hub
      Map<String, String> passwords = new Setup(Clock.systemUTC()).run(folder);
      DemoAddresses.keep(folder, passwords);
    }
    SimulatedPartners partners =
        SimulatedPartners.start(folder, catalogue, wanted.npsp(), wanted.feed());
    try {
      screen.line(texts.text("demo.database"));
      Map<String, Object> settings = partners.hubSettings();
      settings.put("hub.port", port);
      settings.put("logging.threshold.console", "OFF");
      settings.put("spring.main.register-shutdown-hook", "false");
      ConfigurableApplicationContext hub = HubRuntime.start(folder, settings);
      screen.line(texts.text("demo.hub"));
      return new Stage(partners, hub, since(begin));
    } catch (RuntimeException e) {
      partners.close();
      throw e;
    }
  }

  /** Found taken before anything is made. */
  private int freePort() {
    try (ServerSocket probe =
        new ServerSocket(wanted.port(), 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new HubException(e, HubError.PORT_OCCUPIED, wanted.port());
    }
  }

  private int shown(Stage stage, Optional<Path> json) throws InterruptedException {
    long proceduresBegin = System.nanoTime();
    Parity parity = procedures(stage);
    double proceduresSeconds = since(proceduresBegin);
    long dossiersBegin = System.nanoTime();
    OfficeReport office = dossiers(stage);
    double dossiersSeconds = since(dossiersBegin);
    DemoReport.Seconds seconds =
        new DemoReport.Seconds(
            rounded(stage.startupSeconds()),
            rounded(proceduresSeconds),
            rounded(dossiersSeconds),
            0);
    DemoReport report =
        new DemoFigures(stage.hub(), stage.partners(), folder, catalogue, wanted.npsp())
            .gather(parity, office, seconds, () -> rounded(since(begin)));
    tell(report, stage);
    json.ifPresent(file -> write(file, report));
    List<String> failings = report.failings(wanted.dossiers());
    failings.forEach(failing -> screen.line(texts.text("demo.failed", failing)));
    if (failings.isEmpty()) {
      screen.line(texts.text("demo.holds"));
    }
    return failings.isEmpty() ? 0 : 1;
  }

  private Parity procedures(Stage stage) throws InterruptedException {
    Procedures procedures = stage.hub().getBean(Procedures.class);
    CompletableFuture<JobRun> run = CompletableFuture.supplyAsync(() -> syncOnceFree(procedures));
    while (!run.isDone()) {
      procedures
          .lastRuns(1)
          .forEach(now -> screen.progress(texts.text("demo.reading", now.done(), now.total())));
      pause();
    }
    JobRun ended = run.join();
    ended.errorText().ifPresent(text -> screen.line(texts.text("demo.failed", text)));
    Parity parity = procedures.parity();
    screen.line(
        texts.text(
            "demo.procedures", catalogue.procedures().size(), parity.scope(), parity.onestop()));
    screen.line(
        texts.text(
            "demo.parity",
            parity.equal(),
            parity.scope(),
            parity.onlyNpsp(),
            parity.onlyOnestop(),
            parity.different()));
    return parity;
  }

  /** Its cron may have begun a run of the job just now; it is not left waiting for the next. */
  private static JobRun syncOnceFree(Procedures procedures) {
    while (true) {
      try {
        return procedures.sync("demo", "demonstration", RunOptions.USUAL);
      } catch (HubException e) {
        if (e.error() != HubError.JOB_RUNNING) {
          throw e;
        }
        LockSupport.parkNanos(LOOK.toNanos());
      }
    }
  }

  private OfficeReport dossiers(Stage stage) throws InterruptedException {
    Office office = stage.partners().office();
    int missing = Math.max(0, wanted.dossiers() - Math.toIntExact(office.standing().dossiers()));
    CompletableFuture<?> work =
        missing == 0
            ? CompletableFuture.supplyAsync(office::resume)
            : office.start(
                new OfficePlan(
                    missing,
                    wanted.seed(),
                    planted(missing),
                    morning(),
                    ROLLED_BACK,
                    Optional.empty()));
    follow(stage, office, work);
    work.join();
    return office.standing();
  }

  /** One of 125 is faulty on purpose, each kind of fault at least once in 500. */
  private static int planted(int dossiers) {
    return Math.min(dossiers, Math.max(1, dossiers / 125));
  }

  private static Instant morning() {
    return Instant.now(Clock.systemUTC())
        .minus(Duration.ofDays(40))
        .truncatedTo(ChronoUnit.DAYS)
        .plus(Duration.ofMinutes(30)); // 07:30 in Việt Nam
  }

  /** Returns when nothing is left that can be delivered, or when nothing has moved for long. */
  private void follow(Stage stage, Office office, CompletableFuture<?> work)
      throws InterruptedException {
    DeliveryLedger ledger = stage.hub().getBean(DeliveryLedger.class);
    boolean outage = stage.partners().portal().isEmpty();
    long moved = System.nanoTime();
    DeliverySums before = ledger.sums();
    while (true) {
      pause();
      DeliverySums now = ledger.sums();
      if (!now.equals(before)) {
        moved = System.nanoTime();
        before = now;
      }
      long messages = office.standing().rowsCommitted();
      screen.progress(
          texts.text(
              "demo.progress",
              now.in(DeliveryState.DELIVERED),
              messages,
              now.in(DeliveryState.REFUSED),
              now.in(DeliveryState.IN_DOUBT)));
      if (!outage && now.in(DeliveryState.DELIVERED) > messages / 3) {
        outage = true;
        goDown(stage);
      }
      boolean allCaptured = work.isDone() && now.accepted() >= messages;
      if (allCaptured && settled(now)) {
        return;
      }
      if (Duration.ofNanos(System.nanoTime() - moved).compareTo(STANDSTILL) > 0) {
        return;
      }
    }
  }

  private static boolean settled(DeliverySums sums) {
    return sums.in(DeliveryState.DUE) == sums.blocked()
        && sums.in(DeliveryState.IN_FLIGHT) == 0
        && sums.in(DeliveryState.IN_DOUBT) == 0;
  }

  private void goDown(Stage stage) throws InterruptedException {
    screen.line(texts.text("demo.down", OUTAGE.toSeconds()));
    stage.partners().portal().orElseThrow().downFor(OUTAGE);
    TimeUnit.NANOSECONDS.sleep(OUTAGE.toNanos());
    screen.line(texts.text("demo.up"));
  }

  private void tell(DemoReport report, Stage stage) {
    screen.line(
        texts.text(
            "demo.generated",
            report.procedures().realFields() + report.procedures().generatedFields(),
            report.procedures().realFields(),
            report.procedures().generatedFields()));
    screen.line(
        texts.text("demo.office", report.dossiers().captured(), report.deliveries().accepted()));
    screen.line(
        texts.text("demo.delivered", report.dossiers().delivered(), report.steps().delivered()));
    screen.line(texts.text("demo.refused", report.planted().refused()));
    DeliveryLedger ledger = stage.hub().getBean(DeliveryLedger.class);
    for (Planted planted : stage.partners().office().planted()) {
      ledger.show(planted.code().value()).stream()
          .filter(row -> row.state() == DeliveryState.REFUSED)
          .findFirst()
          .flatMap(DeliveryRow::error)
          .ifPresent(
              error ->
                  screen.line(
                      texts.text(
                          "demo.refusal",
                          planted.code().value(),
                          error.code() + " " + error.field().orElse(""),
                          said(error),
                          texts.advice(error.code()))));
    }
    report
        .npsp()
        .ifPresent(
            npsp ->
                screen.line(
                    texts.text(
                        "demo.npsp",
                        npsp.applied(),
                        npsp.appliedTwice(),
                        npsp.orderViolations(),
                        npsp.invalidSignatures())));
    screen.line(texts.text("demo.log", report.log().size(), report.log().rootHash()));
    screen.line(texts.text("demo.verified", folder.export(), report.log().verdict()));
    screen.line(
        texts.text(
            "demo.took",
            report.seconds().total(),
            report.seconds().startup(),
            report.seconds().procedures(),
            report.seconds().dossiers(),
            report.memoryMb().liveHeapAfterGc()));
  }

  /** The partner's own words, or the catalogue's: the stored ones of ours are in Vietnamese. */
  private String said(DeliveryRow.Trouble error) {
    boolean inTheReadersWords =
        texts.language() == Language.VIETNAMESE
            || error.code().equals(HubError.PARTNER_REFUSED.code());
    return error.text().filter(_ -> inTheReadersWords).orElseGet(() -> texts.error(error.code()));
  }

  private static void write(Path file, DemoReport report) {
    Path target = file.toAbsolutePath().normalize();
    Path fresh = target.resolveSibling(target.getFileName() + ".new");
    try {
      Files.writeString(
          fresh,
          HubJson.newMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n");
      Files.move(fresh, target, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      fresh.toFile().delete();
      throw new HubException(e, HubError.FILE_UNUSABLE, target, Reason.of(e));
    }
  }

  private static void pause() throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
  }

  private static double since(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }

  private static double rounded(double seconds) {
    return Math.round(seconds * 10) / 10.0;
  }
}
