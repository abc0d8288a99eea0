package vn.lienthong.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.app.HubFolder;
import vn.lienthong.app.Setup;
import vn.lienthong.connectors.npsp.simulator.NpspSimulator;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.Modes;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.RequestCheck;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.Signatures;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.Steps;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorState;
import vn.lienthong.connectors.onestop.simulator.Office;
import vn.lienthong.connectors.onestop.simulator.OfficePlan;
import vn.lienthong.connectors.onestop.simulator.OfficeReport;
import vn.lienthong.connectors.onestop.simulator.OfficeScene;
import vn.lienthong.routes.dossiers.PathPoint;
import vn.lienthong.routes.store.EmbeddedDatabase;
import vn.lienthong.schemas.codelist.RealCatalogue;
import vn.lienthong.signing.keys.TrustAnchors;
import vn.lienthong.signing.merkle.SignedNote;
import vn.lienthong.signing.verify.Anchors;
import vn.lienthong.signing.verify.LogVerifier;
import vn.lienthong.signing.verify.Report;
import vn.lienthong.signing.verify.ReportText;

/**
 * The hub's JVM, its postmaster, or both are killed with -9 at every point of the delivery path
 * while an office works; then nothing is lost, doubled or out of order, and the log verifies.
 */
final class KillingTheHubTest {
  private static final RealCatalogue CATALOGUE = RealCatalogue.load();
  private static final int PROCEDURES = 12;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path shared;
  private static @Nullable SharedClasses classes;

  @TempDir private Path temporary;

  private final List<AutoCloseable> open = new ArrayList<>();
  private Optional<Process> hub = Optional.empty();

  @BeforeAll
  static void packClasses() throws IOException {
    classes = SharedClasses.in(shared);
  }

  @AfterEach
  void closeAll() throws Exception {
    hub.ifPresent(Process::destroyForcibly);
    for (AutoCloseable one : open.reversed()) {
      one.close();
    }
    killPostmaster();
  }

  @Test
  void twenty_four_kills_lose_and_double_nothing_where_steps_are_deduplicated() throws Exception {
    World world = world(Steps.DEDUPLICATED);
    JsonNode sums = survive(world, kills(24), 20);
    OfficeReport office = world.office().standing();
    assertThat(sums.path("byState").path("DELIVERED").asLong()).isEqualTo(office.rowsCommitted());
    assertThat(sums.path("dossiersDelivered").asLong()).isEqualTo(office.dossiers());
    NpspSimulatorState portal = world.portal().state();
    assertThat(portal.dossiers()).isEqualTo(office.dossiers());
    assertThat(portal.steps()).isEqualTo(office.steps());
    assertThat(portal.appliedTwice()).isZero();
    assertThat(portal.orderViolations()).isZero();
    assertThat(portal.invalidSignatures()).isZero();
    assertTheLogVerifies();
  }

  @Test
  void six_kills_double_nothing_and_may_leave_doubts_where_steps_are_appended() throws Exception {
    World world = world(Steps.APPENDED);
    List<Kill> kills =
        List.of(
            new Kill(PathPoint.AFTER_SEND, Kill.Victim.JVM),
            new Kill(PathPoint.BEFORE_OUTCOME_COMMIT, Kill.Victim.BOTH),
            new Kill(PathPoint.BEFORE_SEND, Kill.Victim.JVM),
            new Kill(PathPoint.AFTER_SEND, Kill.Victim.POSTMASTER),
            new Kill(PathPoint.AFTER_CLAIM_COMMIT, Kill.Victim.BOTH),
            new Kill(PathPoint.AFTER_OUTCOME_COMMIT, Kill.Victim.JVM));
    JsonNode states = survive(world, kills, 1).path("byState");
    OfficeReport office = world.office().standing();
    long delivered = states.path("DELIVERED").asLong();
    long waiting = states.path("DUE").asLong();
    long doubtful = states.path("IN_DOUBT").asLong();
    assertThat(delivered + waiting + doubtful).isEqualTo(office.rowsCommitted());
    NpspSimulatorState portal = world.portal().state();
    assertThat(portal.appliedTwice()).isZero();
    assertThat(portal.orderViolations()).isZero();
    assertThat(portal.applied()).isBetween(delivered, delivered + doubtful);
    assertTheLogVerifies();
  }

  private record World(NpspSimulator portal, Office office, String[] settings) {}

  /** Every point in turn, and at each round other victims. */
  private static List<Kill> kills(int count) {
    PathPoint[] points = PathPoint.values();
    Kill.Victim[] victims = Kill.Victim.values();
    List<Kill> kills = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      // A resolution comes after a doubt: the point before it in the list makes one.
      kills.add(
          new Kill(points[i % points.length], victims[(i + i / points.length) % victims.length]));
    }
    return kills;
  }

  private World world(Steps steps) throws IOException {
    HubFolder folder = new HubFolder(temporary.resolve("hub"));
    new Setup(Clock.systemUTC()).run(folder);
    NpspSimulator portal =
        NpspSimulator.start(
            NpspSimulatorSettings.of(temporary.resolve("npsp"))
                .withModes(Modes.usual().withSteps(steps))
                .withFetchFiles(false)
                .withSignatures(
                    new Signatures(
                        RequestCheck.REQUIRED,
                        Optional.of(folder.keys().resolve("test-ca.crt")),
                        Optional.empty())),
            CATALOGUE,
            Clock.systemUTC());
    open.add(portal);
    EmbeddedDatabase database = EmbeddedDatabase.start(temporary.resolve("province"));
    open.add(database);
    database.createDatabaseIfMissing("onestop");
    OfficeScene all = OfficeScene.laoCai(CATALOGUE);
    OfficeScene small = new OfficeScene(all.procedures().subList(0, PROCEDURES), all.agencies());
    Path scope = temporary.resolve("scope.csv");
    Files.writeString(
        scope,
        "code\n"
            + String.join(
                "\n", small.procedures().stream().map(one -> one.code().value()).toList()));
    Office office = Office.open(database.dataSource("onestop"), small);
    return new World(portal, office, settings(folder, portal, database, scope, steps));
  }

  private static String[] settings(
      HubFolder folder, NpspSimulator portal, EmbeddedDatabase database, Path scope, Steps steps) {
    return new String[] {
      "--hub.data-dir=" + folder.root(),
      "--hub.port=0",
      "--hub.log.origin=lien-thong.invalid/log",
      "--hub.procedures.scope=" + scope,
      "--hub.procedures.cron=-",
      "--hub.npsp.adapter-url=" + portal.url(),
      "--hub.npsp.agency-code=H38",
      "--hub.npsp.username=H38",
      "--hub.npsp.password=rehearsal",
      "--hub.npsp.timeout=2s",
      "--hub.npsp.guarantees.batch-atomic=true",
      "--hub.npsp.guarantees.steps-idempotent=" + (steps == Steps.DEDUPLICATED),
      "--hub.npsp.guarantees.processing-time=1s",
      "--hub.dossiers.lease=4s",
      "--hub.dossiers.batch-size=8",
      "--hub.dossiers.sweep=250ms",
      "--hub.dossiers.back-off-first=100ms",
      "--hub.dossiers.back-off-most=1s",
      "--hub.onestop.url=" + database.url("onestop"),
      "--hub.onestop.user=" + EmbeddedDatabase.USER,
      "--hub.onestop.password=" + database.password(),
      "--logging.threshold.console=OFF",
      "--logging.file.name=" + folder.root().resolve("logs/hub.log")
    };
  }

  /** Kills one after the other while the office works, then lets the hub finish. */
  private JsonNode survive(World world, List<Kill> kills, double dossiersPerSecond)
      throws Exception {
    assertThat(output(start("sync", world.settings()))).contains("SUCCEEDED");
    CompletableFuture<OfficeReport> work =
        world
            .office()
            .start(
                new OfficePlan(
                    40 * kills.size(),
                    7,
                    0,
                    Instant.parse("2026-09-21T00:30:00Z"),
                    0.05,
                    Optional.of(dossiersPerSecond)));
    for (Kill kill : kills) {
      strike(world, kill);
    }
    world.office().stop();
    work.join();
    killPostmasterAndHub();
    List<String> settings = new ArrayList<>(List.of(world.settings()));
    settings.add("--" + FaultyHub.ROWS + "=" + world.office().standing().rowsCommitted());
    Process last = start("finish", settings.toArray(String[]::new));
    String[] lines = output(last).strip().split("\n");
    return JSON.readTree(lines[lines.length - 1]);
  }

  private void strike(World world, Kill kill) throws Exception {
    if (hub.filter(Process::isAlive).isEmpty()) {
      hub = Optional.of(start("run", world.settings()));
    }
    boolean resolving =
        kill.point() == PathPoint.BEFORE_RESOLVE_COMMIT
            || kill.point() == PathPoint.AFTER_RESOLVE_COMMIT;
    Path instruction = KillingProbe.instruction(temporary.resolve("hub"));
    if (resolving) {
      makeADoubt(world, instruction);
    }
    kill.writeTo(instruction);
    await("kill at " + kill)
        .atMost(Duration.ofSeconds(60))
        .until(() -> !Files.exists(instruction) || !alive());
    assertThat(Files.exists(instruction)).as("the point was reached: " + kill).isFalse();
    if (kill.victim() != Kill.Victim.POSTMASTER) {
      assertThat(hub.orElseThrow().waitFor(10, TimeUnit.SECONDS)).as("died at " + kill).isTrue();
      assertThat(hub.orElseThrow().exitValue()).as("by signal 9").isEqualTo(137);
    } else {
      long before = world.portal().state().applied();
      await("work goes on after " + kill)
          .atMost(Duration.ofSeconds(60))
          .until(() -> world.portal().state().applied() > before);
    }
  }

  private void makeADoubt(World world, Path instruction) throws Exception {
    new Kill(PathPoint.AFTER_SEND, Kill.Victim.JVM).writeTo(instruction);
    await("a doubt")
        .atMost(Duration.ofSeconds(60))
        .until(() -> !Files.exists(instruction) && !alive());
    hub = Optional.of(start("run", world.settings()));
  }

  private boolean alive() {
    return hub.filter(Process::isAlive).isPresent();
  }

  private Process start(String verb, String... settings) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
    SharedClasses known = Objects.requireNonNull(classes);
    command.addAll(verb.equals("sync") ? known.made() : known.used());
    command.add(FaultyHub.class.getName());
    command.add(verb);
    command.addAll(List.of(settings));
    return new ProcessBuilder(command)
        .redirectError(temporary.resolve("hub-errors.txt").toFile())
        .redirectOutput(
            verb.equals("run")
                ? ProcessBuilder.Redirect.DISCARD
                : ProcessBuilder.Redirect.to(temporary.resolve(verb + ".txt").toFile()))
        .start();
  }

  private String output(Process process) throws Exception {
    open.add(process::destroyForcibly);
    assertThat(process.waitFor(4, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(() -> read(temporary.resolve("hub-errors.txt"))).isZero();
    return read(
        Files.exists(temporary.resolve("finish.txt"))
            ? temporary.resolve("finish.txt")
            : temporary.resolve("sync.txt"));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private void killPostmasterAndHub() {
    hub.ifPresent(
        process -> {
          process.destroyForcibly();
          process.onExit().join();
        });
  }

  private void killPostmaster() {
    Path pid = temporary.resolve("hub/postgres/data/postmaster.pid");
    if (Files.exists(pid)) {
      ProcessHandle.of(Long.parseLong(read(pid).lines().findFirst().orElse("0").strip()))
          .ifPresent(
              server -> {
                server.destroy();
                server.onExit().join();
              });
    }
  }

  private void assertTheLogVerifies() {
    HubFolder folder = new HubFolder(temporary.resolve("hub"));
    Report report =
        LogVerifier.verify(
            temporary.resolve("export"),
            Anchors.of(
                SignedNote.VerifierKey.parse(read(folder.verifierKey()).strip()),
                TrustAnchors.read(folder.keys().resolve("test-ca.crt"))),
            Clock.systemUTC().instant());
    assertThat(report.verdict())
        .as(() -> ReportText.lines(report, false))
        .isEqualTo(Report.Verdict.VALID);
    assertThat(report.size()).isPositive();
  }
}
