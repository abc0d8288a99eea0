package vn.lienthong.prove;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import vn.lienthong.app.HubFolder;
import vn.lienthong.app.Setup;
import vn.lienthong.connectors.onestop.simulator.Office;
import vn.lienthong.connectors.onestop.simulator.OfficeScene;
import vn.lienthong.routes.store.EmbeddedDatabase;
import vn.lienthong.schemas.codelist.RealCatalogue;

/**
 * A province on this machine: the hub with its database and broker, the portal, and the one-stop
 * system's database, each a process of its own; the office itself works in this one. Hub and portal
 * are started as a person does, on a data folder with its hub.yml.
 */
final class World implements AutoCloseable {
  static final Duration TIMEOUT = Duration.ofSeconds(2);

  /** How long a lost call may still take effect; the portal is never held up for longer. */
  static final Duration PROCESSING = Duration.ofSeconds(3);

  static final Duration LEASE = Duration.ofSeconds(6);
  static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int PROCEDURES = 12;
  private static final String ONESTOP = "onestop";
  private static final String HUB = "hubdata";

  private final Program program;
  private final Path root;
  private final HubFolder folder;
  private final boolean serverApart;
  private final int hubPort = freePort();
  private final Portal portal = new Portal(freePort());
  private final List<String> troubles = new ArrayList<>();
  private final EmbeddedDatabase province;
  private final Office office;
  private Optional<Process> hub = Optional.empty();
  private Optional<Process> portalProcess = Optional.empty();
  private long peakMb;

  private World(Program program, Path root, boolean serverApart) throws IOException {
    this.program = program;
    this.root = root.toRealPath();
    this.folder = new HubFolder(this.root.resolve("data"));
    this.serverApart = serverApart;
    this.province = EmbeddedDatabase.start(Files.createDirectories(this.root.resolve("province")));
    province.createDatabaseIfMissing(ONESTOP);
    OfficeScene all = OfficeScene.laoCai(RealCatalogue.load());
    OfficeScene scene = new OfficeScene(all.procedures().subList(0, PROCEDURES), all.agencies());
    this.office = Office.open(province.dataSource(ONESTOP), scene);
    Files.writeString(
        scope(),
        "code\n"
            + String.join(
                "\n", scene.procedures().stream().map(one -> one.code().value()).toList()));
  }

  /**
   * Sets everything up and starts it.
   *
   * @param root an empty folder; the hub's own lies in {@code data}
   * @param serverApart whether the hub's database is on the one-stop system's server, so that the
   *     hub has no server process of its own
   */
  static World open(Program program, Path root, boolean serverApart)
      throws IOException, InterruptedException {
    World world = new World(program, root, serverApart);
    Runtime.getRuntime().addShutdownHook(new Thread(world::endAll)); // where somebody stops it
    try {
      world.begin();
      return world;
    } catch (IOException | InterruptedException | RuntimeException e) {
      world.close();
      throw e;
    }
  }

  private void begin() throws IOException, InterruptedException {
    new Setup(Clock.systemUTC()).run(folder);
    if (serverApart) {
      province.createDatabaseIfMissing(HUB);
    }
    writeSettings();
    startPortal();
    Trial.say("the portal is up");
    int status =
        program.runAndKeepClasses(
            said("sync"), "procedures", "sync", "--reason", "prove", "--data", data().toString());
    if (status != 0) {
      throw new IllegalStateException("procedures sync: " + Files.readString(said("sync")));
    }
    Trial.say("the procedures are there");
    startHub();
    Trial.say("the hub is up");
  }

  Portal portal() {
    return portal;
  }

  Office office() {
    return office;
  }

  /** The one-stop system's database. */
  DataSource feed() {
    return province.dataSource(ONESTOP);
  }

  /** The hub's database, where it is now: it may come back on another port. */
  DataSource hubDatabase() throws IOException {
    if (serverApart) {
      return province.dataSource(HUB);
    }
    PGSimpleDataSource source = new PGSimpleDataSource();
    String port = Files.readString(data().resolve("postgres/port")).strip();
    source.setUrl("jdbc:postgresql://127.0.0.1:" + port + "/" + EmbeddedDatabase.USER);
    source.setUser(EmbeddedDatabase.USER);
    source.setPassword(Files.readString(data().resolve("postgres/password")).strip());
    source.setConnectTimeout(2);
    source.setSocketTimeout(60);
    return source;
  }

  Path data() {
    return folder.root();
  }

  HubFolder folder() {
    return folder;
  }

  Program program() {
    return program;
  }

  /** The log as the running hub publishes it. */
  Path published() {
    return data().resolve("log");
  }

  /** Where a process writes what it says. */
  Path said(String name) {
    return root.resolve(name + ".txt");
  }

  /** Process id of the hub, if it runs. */
  Optional<Long> hubPid() {
    return hub.filter(Process::isAlive).map(Process::pid);
  }

  Optional<Long> portalPid() {
    return portalProcess.filter(Process::isAlive).map(Process::pid);
  }

  /** Processes of the hub's own database server, the postmaster first. */
  List<Long> server() {
    return Signals.serverOf(data().resolve("postgres/data"));
  }

  /** What went wrong on the way that no count at the end would show. */
  List<String> troubles() {
    return List.copyOf(troubles);
  }

  void trouble(String what) {
    Trial.say("MISS " + what);
    troubles.add(what);
  }

  /** Largest resident set that any hub process had, in MB. */
  long peakMb() {
    hubPid().ifPresent(pid -> peakMb = Math.max(peakMb, Signals.megabytes(pid, "VmHWM")));
    return peakMb;
  }

  /** Starts the hub and waits until it says that it is ready. */
  void startHub() throws IOException, InterruptedException {
    launchHub();
    awaitHub();
  }

  /** Starts the hub. */
  void launchHub() throws IOException {
    Files.deleteIfExists(said("hub"));
    hub = Optional.of(program.start(said("hub"), "start", "--data", data().toString()));
  }

  /** Waits until the hub says that it is ready. It must not end by itself. */
  void awaitHub() throws IOException, InterruptedException {
    boolean ready =
        Waiting.until(
            PATIENCE,
            () -> hubPid().isEmpty() || Files.readString(said("hub")).contains(":" + hubPort));
    if (!ready || hubPid().isEmpty()) {
      trouble("the hub did not start again by itself: " + Files.readString(said("hub")).strip());
    }
  }

  /** Ends the hub with -9 and waits until it is gone. */
  void killHub() throws IOException, InterruptedException {
    peakMb();
    if (hub.isPresent()) {
      Process process = hub.orElseThrow();
      if (!process.isAlive()) {
        trouble("the hub had ended by itself: " + Files.readString(said("hub")).strip());
      }
      process.destroyForcibly().waitFor();
    }
  }

  /** Waits until a hub that was killed is gone. */
  void awaitDeath() throws InterruptedException {
    if (hub.isPresent()) {
      hub.orElseThrow().waitFor();
    }
  }

  /** Ends the hub as an operator does. */
  void stopHub() throws InterruptedException {
    peakMb();
    if (hub.isPresent()) {
      hub.orElseThrow().destroy();
      if (!hub.orElseThrow().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        trouble("the hub did not stop within " + PATIENCE);
      }
    }
  }

  /** Starts the portal on its port and waits until it answers. */
  void startPortal() throws IOException, InterruptedException {
    portalProcess =
        Optional.of(
            program.start(
                said("portal"),
                "simulate",
                "npsp",
                "--port",
                Integer.toString(portal.address().getPort()),
                "--data",
                data().toString(),
                "--trust",
                folder.keys().resolve("test-ca.crt").toString(),
                "--signatures",
                "REQUIRED",
                "--sign-with",
                folder.keys().resolve("partners.p12").toString()));
    if (!Waiting.until(PATIENCE, () -> portal.state().isObject())) {
      throw new IllegalStateException("no portal: " + Files.readString(said("portal")));
    }
  }

  /** Ends the portal with -9 and waits until it is gone. */
  void killPortal() throws InterruptedException {
    if (portalProcess.isPresent()) {
      portalProcess.orElseThrow().destroyForcibly().waitFor();
    }
  }

  /** Everything runs and nobody is disturbed any more. */
  void mend() throws IOException, InterruptedException {
    if (portalPid().isEmpty()) {
      startPortal();
    }
    portal.clearFaults();
    if (hubPid().isEmpty()) {
      trouble("the hub had ended by itself: " + Files.readString(said("hub")).strip());
      startHub();
    }
  }

  private void writeSettings() throws IOException {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("hub.port", hubPort);
    all.put("hub.log.origin", "lien-thong.invalid/log");
    all.put("hub.procedures.scope", scope());
    all.put("hub.procedures.cron", "-");
    all.put("hub.npsp.adapter-url", portal.address());
    all.put("hub.npsp.agency-code", "H38");
    all.put("hub.npsp.username", "H38");
    all.put("hub.npsp.password", "rehearsal");
    all.put("hub.npsp.timeout", TIMEOUT.toMillis() + "ms");
    all.put("hub.npsp.limits.circuit-open-for", "300ms");
    // What the simulated portal does in its usual modes; nothing is known of the real one.
    all.put("hub.npsp.guarantees.batch-atomic", true);
    all.put("hub.npsp.guarantees.steps-idempotent", true);
    all.put("hub.npsp.guarantees.processing-time", PROCESSING.toMillis() + "ms");
    all.put("hub.dossiers.lease", LEASE.toMillis() + "ms");
    all.put("hub.dossiers.batch-size", 8);
    all.put("hub.dossiers.workers", 8);
    all.put("hub.dossiers.sweep", "250ms");
    all.put("hub.dossiers.back-off-first", "100ms");
    all.put("hub.dossiers.back-off-most", "1s");
    all.put("hub.onestop.url", province.url(ONESTOP));
    all.put("hub.onestop.user", EmbeddedDatabase.USER);
    all.put("hub.onestop.password", province.password());
    if (serverApart) {
      all.put("hub.database.url", province.url(HUB));
      all.put("hub.database.user", EmbeddedDatabase.USER);
      all.put("hub.database.password", province.password());
    }
    StringBuilder yaml = new StringBuilder();
    all.forEach(
        (name, value) ->
            yaml.append('"').append(name).append("\": \"").append(value).append("\"\n"));
    Files.writeString(folder.settings(), yaml.toString());
  }

  private Path scope() {
    return root.resolve("scope.csv");
  }

  private static int freePort() {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException("no free port on loopback", e);
    }
  }

  /** Ends every process of this world. */
  @Override
  public void close() {
    endAll();
  }

  private synchronized void endAll() {
    try {
      end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      province.close();
    }
  }

  private void end() throws IOException, InterruptedException {
    office.stop();
    for (Optional<Process> one : List.of(hub, portalProcess)) {
      if (one.isPresent()) {
        one.orElseThrow().destroyForcibly().waitFor();
      }
    }
    Signals.send("CONT", server());
    Signals.send("QUIT", server().stream().limit(1).toList()); // immediate shutdown
    Waiting.until(Duration.ofSeconds(10), () -> server().isEmpty());
  }
}
