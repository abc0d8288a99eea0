package vn.lienthong.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import vn.lienthong.app.HubApplication;
import vn.lienthong.app.HubFolder;
import vn.lienthong.app.MemoryMb;
import vn.lienthong.app.Setup;
import vn.lienthong.connectors.npsp.simulator.NpspSimulator;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.AnswerKey;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.RequestCheck;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.Signatures;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorState;
import vn.lienthong.connectors.onestop.simulator.Office;
import vn.lienthong.connectors.onestop.simulator.OfficePlan;
import vn.lienthong.connectors.onestop.simulator.OfficeScene;
import vn.lienthong.routes.jobs.RunOptions;
import vn.lienthong.routes.procedures.Procedures;
import vn.lienthong.routes.store.EmbeddedDatabase;
import vn.lienthong.schemas.codelist.RealCatalogue;

/**
 * One round: an office's dossiers lie in the change feed, a hub starts, and the clock runs from the
 * portal's first effect to its last, files fetched included. Hub, database, broker and both
 * simulators share this machine.
 */
final class PathRound {
  private static final int PROCEDURES = 40;
  private static final Duration PATIENCE = Duration.ofMinutes(20);
  private static final String ONESTOP = "onestop";
  private static final RealCatalogue CATALOGUE = RealCatalogue.load();

  private PathRound() {}

  /**
   * What is measured.
   *
   * @param batchSize most dossiers of a call; 1 also means one step of a dossier a call
   * @param logged whether messages are logged
   * @param signed whether calls and answers are signed and checked
   */
  record Setting(int batchSize, boolean logged, boolean signed) {
    static Setting usual() {
      return new Setting(50, true, true);
    }

    /** The same route without log and signature. */
    static Setting bare() {
      return new Setting(50, false, false);
    }

    Setting withBatch(int size) {
      return new Setting(size, logged, signed);
    }

    @Override
    public String toString() {
      return "batch size "
          + batchSize
          + (logged ? ", logged" : ", not logged")
          + (signed ? ", signed" : ", not signed");
    }
  }

  /** What came of it. */
  record Result(
      Setting setting,
      long dossiers,
      long deliveries,
      double seconds,
      PathCounts counts,
      WhereTimeGoes time,
      MemoryMb memory) {
    double dossiersPerSecond() {
      return dossiers / seconds;
    }

    double microsPerDelivery() {
      return seconds * 1e6 / deliveries;
    }
  }

  static Result run(Setting setting, int dossiers) throws IOException, InterruptedException {
    Path root = Files.createTempDirectory("hub-bench");
    HubFolder folder = new HubFolder(root.resolve("data"));
    new Setup(Clock.systemUTC()).run(folder);
    try (NpspSimulator portal =
            NpspSimulator.start(portal(folder, setting), CATALOGUE, Clock.systemUTC());
        EmbeddedDatabase server = EmbeddedDatabase.start(folder.root())) {
      server.createDatabaseIfMissing(ONESTOP);
      OfficeScene all = OfficeScene.laoCai(CATALOGUE);
      OfficeScene scene = new OfficeScene(all.procedures().subList(0, PROCEDURES), all.agencies());
      Office office = Office.open(server.dataSource(ONESTOP), scene);
      Map<String, Object> settings = settings(folder, portal, server, scope(root, scene), setting);
      try (ConfigurableApplicationContext hub = start(settings)) {
        hub.getBean(Procedures.class).sync("bench", "bench", RunOptions.USUAL);
      }
      office.run(
          new OfficePlan(
              dossiers, 11, 0, Instant.parse("2026-09-21T00:30:00Z"), 0, Optional.empty()));
      return measured(setting, folder, portal, server, office, settings);
    } finally {
      delete(root);
    }
  }

  private static Result measured(
      Setting setting,
      HubFolder folder,
      NpspSimulator portal,
      EmbeddedDatabase server,
      Office office,
      Map<String, Object> settings)
      throws InterruptedException, IOException {
    long expected = office.standing().rowsCommitted();
    PathCounts.Meter meter = PathCounts.meter(server);
    WhereTimeGoes.Watch watch = WhereTimeGoes.watch(folder.root());
    try (ConfigurableApplicationContext _ = start(settings)) {
      double seconds = seconds(portal, expected);
      WhereTimeGoes time = watch.stop();
      PathCounts counts = meter.read(portal.state());
      MemoryMb memory = MemoryMb.measure(folder.root());
      return new Result(
          setting, office.standing().dossiers(), expected, seconds, counts, time, memory);
    }
  }

  private static double seconds(NpspSimulator portal, long expected) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    long begin = 0;
    while (true) {
      NpspSimulatorState state = portal.state();
      long now = System.nanoTime();
      begin = begin == 0 && state.applied() > 0 ? now : begin;
      if (state.applied() == expected && state.filesPending() == 0) {
        if (state.filesMissing() + state.filesWrong() + state.filesFailed() > 0) {
          throw new IllegalStateException("files were not fetched right: " + state);
        }
        return (now - begin) / 1e9;
      }
      if (now > end) {
        throw new IllegalStateException("not all was delivered: " + state + " of " + expected);
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static NpspSimulatorSettings portal(HubFolder folder, Setting setting)
      throws IOException {
    NpspSimulatorSettings plain = NpspSimulatorSettings.of(folder.root().resolveSibling("npsp"));
    if (!setting.signed()) {
      return plain;
    }
    String password = Files.readString(folder.keys().resolve("password")).strip();
    return plain.withSignatures(
        new Signatures(
            RequestCheck.REQUIRED,
            Optional.of(folder.keys().resolve("test-ca.crt")),
            Optional.of(new AnswerKey(folder.keys().resolve("partners.p12"), password, "npsp"))));
  }

  private static Path scope(Path root, OfficeScene scene) throws IOException {
    List<String> codes = scene.procedures().stream().map(one -> one.code().value()).toList();
    return Files.writeString(root.resolve("scope.csv"), "code\n" + String.join("\n", codes));
  }

  private static ConfigurableApplicationContext start(Map<String, Object> settings) {
    String[] arguments =
        settings.entrySet().stream()
            .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
            .toArray(String[]::new);
    return new SpringApplicationBuilder(HubApplication.class, SilentLog.InPlaceOfTheRealOne.class)
        .logStartupInfo(false)
        .run(arguments);
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private static Map<String, Object> settings(
      HubFolder folder, NpspSimulator portal, EmbeddedDatabase server, Path scope, Setting setting)
      throws IOException {
    Map<String, Object> all = new HashMap<>();
    all.put("hub.data-dir", folder.root());
    all.put("hub.port", freePort());
    all.put("hub.log.origin", "lien-thong.invalid/log");
    all.put("hub.database.url", server.url(EmbeddedDatabase.USER));
    all.put("hub.database.user", EmbeddedDatabase.USER);
    all.put("hub.database.password", server.password());
    all.put("hub.procedures.scope", scope);
    all.put("hub.procedures.cron", "-");
    all.put("hub.npsp.adapter-url", portal.url());
    all.put("hub.npsp.agency-code", "H38");
    all.put("hub.npsp.username", "H38");
    all.put("hub.npsp.password", "rehearsal");
    all.put("hub.npsp.signing.enabled", setting.signed());
    all.put("hub.npsp.signing.answers", setting.signed() ? "required" : "off");
    all.put("hub.npsp.guarantees.batch-atomic", true);
    all.put("hub.npsp.guarantees.steps-idempotent", true);
    all.put("hub.onestop.url", server.url(ONESTOP));
    all.put("hub.onestop.user", EmbeddedDatabase.USER);
    all.put("hub.onestop.password", server.password());
    all.put("hub.dossiers.batch-size", setting.batchSize());
    if (setting.batchSize() == 1) {
      all.put("hub.dossiers.steps-of-dossier", 1);
    }
    if (!setting.logged()) {
      all.put("bench.silent-log", true);
    }
    all.put("logging.threshold.console", "OFF");
    all.put("logging.file.name", folder.logs().resolve("hub.log"));
    all.put("spring.main.register-shutdown-hook", false);
    return all;
  }

  private static void delete(Path root) throws IOException {
    try (var paths = Files.walk(root)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
