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
import java.util.List;
import java.util.Optional;
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
  private final Layout layout;
  private final Portal portal = new Portal(freePort());
  private final List<String> troubles = new ArrayList<>();
  private final EmbeddedDatabase province;
  private final Office office;
  private final Broker broker;
  private Optional<Process> portalProcess = Optional.empty();
  private final List<HubNode> nodes = new ArrayList<>();

  private World(Program program, Path root, Layout layout) throws IOException {
    this.program = program;
    this.root = root.toRealPath();
    this.folder = new HubFolder(this.root.resolve("data"));
    this.layout = layout;
    this.province = EmbeddedDatabase.start(Files.createDirectories(this.root.resolve("province")));
    province.createDatabaseIfMissing(ONESTOP);
    OfficeScene all = OfficeScene.laoCai(RealCatalogue.load());
    OfficeScene scene = new OfficeScene(all.procedures().subList(0, PROCEDURES), all.agencies());
    this.broker = new Broker(program, this.root.resolve("broker"), freePort());
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
   */
  static World open(Program program, Path root, Layout layout)
      throws IOException, InterruptedException {
    World world = new World(program, root, layout);
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
    if (layout != Layout.ALONE) {
      province.createDatabaseIfMissing(HUB);
    }
    if (layout.isOfNodes()) {
      broker.start();
    }
    HubNode hub = addNode(folder);
    startPortal();
    Trial.say("the portal is up");
    int status =
        program.runAndKeepClasses(
            said("sync"), "procedures", "sync", "--reason", "prove", "--data", data().toString());
    if (status != 0) {
      throw new IllegalStateException("procedures sync: " + Files.readString(said("sync")));
    }
    Trial.say("the procedures are there");
    hub.start();
    for (int i = 2; i <= layout.nodes(); i++) {
      addNode("node-" + i).start();
    }
    Trial.say("the hub is up");
  }

  /**
   * One more hub, which does not run yet: another node where this is a world of nodes, else a
   * system of its own with the same keys.
   */
  HubNode addNode(String name) throws IOException {
    return addNode(new HubFolder(root.resolve(name)));
  }

  private HubNode addNode(HubFolder at) throws IOException {
    int port = freePort();
    HubSettings settings =
        HubSettings.usual(portal.address(), scope(), province, ONESTOP)
            .with("hub.port", port)
            .withKeysOf(folder.keys());
    if (layout != Layout.ALONE) {
      settings = settings.withDatabase(province, HUB);
    }
    if (layout.isOfNodes()) {
      settings = broker.in(settings).with("hub.procedures.cron", layout.job());
    }
    if (layout != Layout.PAIR) {
      settings = settings.hurried();
    }
    settings.write(at.settings());
    HubNode node =
        new HubNode(program, at, port, said(at.root().getFileName().toString()), this::trouble);
    nodes.add(node);
    return node;
  }

  /** The hub; the first node where there are several. */
  HubNode hub() {
    return nodes.getFirst();
  }

  List<HubNode> nodes() {
    return List.copyOf(nodes);
  }

  /** A hub that has no part any more: it is not missed. */
  void remove(HubNode node) {
    nodes.remove(node);
  }

  Broker broker() {
    return broker;
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

  /** How many rows the office has written into its feed. */
  long rowsOfFeed() {
    return office.standing().rowsCommitted();
  }

  /** The hub's database, where it is now: it may come back on another port. */
  DataSource hubDatabase() throws IOException {
    return databaseOf(data());
  }

  /** The database of the hub with this data folder. */
  DataSource databaseOf(Path data) throws IOException {
    if (layout != Layout.ALONE) {
      return province.dataSource(HUB);
    }
    PGSimpleDataSource source = new PGSimpleDataSource();
    String port = Files.readString(data.resolve("postgres/port")).strip();
    source.setUrl("jdbc:postgresql://127.0.0.1:" + port + "/" + EmbeddedDatabase.USER);
    source.setUser(EmbeddedDatabase.USER);
    source.setPassword(Files.readString(data.resolve("postgres/password")).strip());
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

  Optional<Long> portalPid() {
    return portalProcess.filter(Process::isAlive).map(Process::pid);
  }

  /** Processes of the hub's own database server, the postmaster first. */
  List<Long> server() {
    return hub().server();
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
    return nodes.stream().mapToLong(HubNode::peakMb).max().orElse(0);
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
    for (HubNode node : nodes) {
      node.mend();
    }
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
    broker.kill();
    killPortal();
    for (HubNode node : nodes) {
      node.end();
    }
  }
}
