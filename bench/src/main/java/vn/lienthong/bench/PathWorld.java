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
import java.util.function.LongSupplier;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import vn.lienthong.app.HubApplication;
import vn.lienthong.app.HubFolder;
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
import vn.lienthong.prove.HubSettings;
import vn.lienthong.routes.jobs.RunOptions;
import vn.lienthong.routes.procedures.Procedures;
import vn.lienthong.routes.store.EmbeddedDatabase;
import vn.lienthong.schemas.codelist.RealCatalogue;

/**
 * What a bench needs beside the hub: simulated portal, database server, an office with work, one
 * data folder. Hubs are started on it one after the other. Everything is removed at the end.
 */
record PathWorld(
    PathRound.Setting setting,
    Path root,
    boolean kept,
    HubFolder folder,
    NpspSimulator portal,
    EmbeddedDatabase server,
    Office office,
    Map<String, Object> settings)
    implements AutoCloseable {
  private static final int PROCEDURES = 40;
  private static final Duration PATIENCE = Duration.ofMinutes(90);
  private static final String ONESTOP = "onestop";
  private static final Instant MORNING = Instant.parse("2026-09-21T00:30:00Z");
  private static final RealCatalogue CATALOGUE = RealCatalogue.load();

  /** Opens one that is removed at the end, with the procedures already read. */
  static PathWorld open(PathRound.Setting setting) throws IOException {
    return open(Files.createTempDirectory("hub-bench"), false, setting);
  }

  /** Opens one that is kept in this folder, or goes on with it. */
  static PathWorld openIn(Path root, PathRound.Setting setting) throws IOException {
    return open(Files.createDirectories(root.toAbsolutePath()), true, setting);
  }

  private static PathWorld open(Path root, boolean kept, PathRound.Setting setting)
      throws IOException {
    HubFolder folder = new HubFolder(root.resolve("data"));
    new Setup(Clock.systemUTC()).run(folder);
    NpspSimulator portal =
        NpspSimulator.start(portal(folder, setting), CATALOGUE, Clock.systemUTC());
    EmbeddedDatabase server = EmbeddedDatabase.start(folder.root());
    server.createDatabaseIfMissing(ONESTOP);
    OfficeScene all = OfficeScene.laoCai(CATALOGUE);
    OfficeScene scene = new OfficeScene(all.procedures().subList(0, PROCEDURES), all.agencies());
    Office office = Office.open(server.dataSource(ONESTOP), scene);
    Map<String, Object> settings = settings(folder, portal, server, scope(root, scene), setting);
    PathWorld world = new PathWorld(setting, root, kept, folder, portal, server, office, settings);
    try (ConfigurableApplicationContext hub = world.startHub()) {
      hub.getBean(Procedures.class).sync("bench", "bench", RunOptions.USUAL);
    }
    return world;
  }

  /** The office writes the stories of so many dossiers into its change feed. */
  void register(int dossiers, long seed) {
    office.run(new OfficePlan(dossiers, seed, 0, MORNING, 0, Optional.empty()));
  }

  ConfigurableApplicationContext startHub() {
    return startHub(Map.of());
  }

  ConfigurableApplicationContext startHub(Map<String, Object> more) {
    Map<String, Object> all = new HashMap<>(settings);
    all.putAll(more);
    String[] arguments =
        all.entrySet().stream()
            .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
            .toArray(String[]::new);
    return new SpringApplicationBuilder(HubApplication.class, SilentLog.InPlaceOfTheRealOne.class)
        .logStartupInfo(false)
        .run(arguments);
  }

  /**
   * Waits until the portal has so many more effects and has fetched every file.
   *
   * @param before effects when the hub was started
   * @return seconds from the first of them to the last
   */
  double secondsUntilApplied(long before, long more) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    long begin = 0;
    while (true) {
      NpspSimulatorState state = portal.state();
      long now = System.nanoTime();
      begin = begin == 0 && state.applied() > before ? now : begin;
      if (state.applied() >= before + more && state.filesPending() == 0) {
        if (state.filesMissing() + state.filesWrong() + state.filesFailed() > 0) {
          throw new IllegalStateException("files were not fetched right: " + state);
        }
        return (now - begin) / 1e9;
      }
      if (now > end) {
        throw new IllegalStateException("not all was delivered: " + state + " of " + more);
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /**
   * Waits until the portal has at least so many more effects, while more go on coming.
   *
   * @return seconds from the first of them to the last
   */
  double secondsUntilAtLeast(long before, long more) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    long begin = 0;
    while (System.nanoTime() < end) {
      long applied = portal.state().applied();
      long now = System.nanoTime();
      begin = begin == 0 && applied > before ? now : begin;
      if (applied >= before + more) {
        return (now - begin) / 1e9;
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
    throw new IllegalStateException("not so many were delivered: " + portal.state());
  }

  /**
   * Waits until nothing is left of a queue.
   *
   * @param left how many are left
   * @return seconds after which a tenth, nine tenths and all of it were gone
   */
  static double[] secondsUntilGone(LongSupplier left) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    long begin = System.nanoTime();
    long all = left.getAsLong();
    double[] marks = {0, 0, 0};
    long[] shares = {all - all / 10, all / 10, 0};
    for (int reached = 0; reached < marks.length; ) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("not all was delivered, " + left.getAsLong() + " are left");
      }
      if (left.getAsLong() <= shares[reached]) {
        marks[reached] = (System.nanoTime() - begin) / 1e9;
        reached++;
      } else {
        TimeUnit.MILLISECONDS.sleep(200);
      }
    }
    return marks;
  }

  static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    portal.close();
    if (kept) {
      return;
    }
    try (var paths = Files.walk(root)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  private static NpspSimulatorSettings portal(HubFolder folder, PathRound.Setting setting)
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

  private static Map<String, Object> settings(
      HubFolder folder,
      NpspSimulator portal,
      EmbeddedDatabase server,
      Path scope,
      PathRound.Setting setting)
      throws IOException {
    HubSettings province =
        HubSettings.usual(portal.url(), scope, server, ONESTOP)
            .withDatabase(server, EmbeddedDatabase.USER);
    Map<String, Object> all = new HashMap<>(province.all());
    all.put("hub.data-dir", folder.root());
    all.put("hub.port", freePort());
    all.put("hub.npsp.signing.enabled", setting.signed());
    all.put("hub.npsp.signing.answers", setting.signed() ? "required" : "off");
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
}
