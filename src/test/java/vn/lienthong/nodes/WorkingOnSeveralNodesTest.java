package vn.lienthong.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.app.HubFolder;
import vn.lienthong.app.Setup;
import vn.lienthong.connectors.npsp.simulator.NpspSimulator;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorState;
import vn.lienthong.connectors.onestop.simulator.Office;
import vn.lienthong.connectors.onestop.simulator.OfficePlan;
import vn.lienthong.connectors.onestop.simulator.OfficeReport;
import vn.lienthong.connectors.onestop.simulator.OfficeScene;
import vn.lienthong.faults.SharedClasses;
import vn.lienthong.routes.store.EmbeddedDatabase;
import vn.lienthong.schemas.codelist.RealCatalogue;
import vn.lienthong.signing.jws.DetachedJws;
import vn.lienthong.signing.jws.RequestBinding;
import vn.lienthong.signing.keys.KeyStoreFile;
import vn.lienthong.signing.keys.SigningKey;
import vn.lienthong.signing.keys.TrustAnchors;
import vn.lienthong.signing.merkle.SignedNote;
import vn.lienthong.signing.verify.Anchors;
import vn.lienthong.signing.verify.LogVerifier;
import vn.lienthong.signing.verify.Report;
import vn.lienthong.signing.verify.ReportText;

/**
 * Two and three nodes on one PostgreSQL and one Artemis while an office works: nodes are killed,
 * told to stop and started, database and broker are killed, the broker loses its journal. Then
 * nothing is lost, doubled or out of order, no job ran twice, and every node's log verifies.
 */
final class WorkingOnSeveralNodesTest {
  private static final Duration LONG = Duration.ofMinutes(4);
  private static final int PROCEDURES = 12;
  private static final double DOSSIERS_PER_SECOND = 12;
  private static final Path BROKER_XML = Path.of("../docs/examples/one-broker/broker.xml");
  private static final Pattern FILE_LINK =
      Pattern.compile("http://127\\.0\\.0\\.1:\\d+(/files/[A-Za-z0-9_-]{43})");

  @TempDir private Path temporary;

  @SuppressWarnings("NullAway.Init") // made before each test
  private Processes processes;

  @SuppressWarnings("NullAway.Init")
  private SharedClasses classes;

  @SuppressWarnings("NullAway.Init")
  private HubFolder shared;

  @SuppressWarnings("NullAway.Init")
  private EmbeddedDatabase database;

  @SuppressWarnings("NullAway.Init")
  private NpspSimulator portal;

  @SuppressWarnings("NullAway.Init")
  private Office office;

  @SuppressWarnings("NullAway.Init")
  private JdbcClient jdbc;

  private final HttpClient http = HttpClient.newHttpClient();
  private int brokerPort;

  /** A node that was started. */
  private record Node(String name, Process process, int port, Path data) {
    URI at(String path) {
      return URI.create("http://127.0.0.1:" + port + path);
    }
  }

  @BeforeEach
  void buildAProvince() throws Exception {
    processes = new Processes(temporary);
    classes = SharedClasses.in(Files.createDirectories(temporary.resolve("classes")));
    shared = new HubFolder(temporary.resolve("shared"));
    new Setup(Clock.systemUTC()).run(shared);
    RealCatalogue catalogue = RealCatalogue.load();
    portal =
        NpspSimulator.start(
            NpspSimulatorSettings.of(temporary.resolve("npsp")).withFetchFiles(false),
            catalogue,
            Clock.systemUTC());
    database = EmbeddedDatabase.start(temporary.resolve("province"));
    database.createDatabaseIfMissing("onestop");
    database.createDatabaseIfMissing("nodes");
    jdbc = JdbcClient.create(database.dataSource("nodes"));
    OfficeScene all = OfficeScene.laoCai(catalogue);
    OfficeScene small = new OfficeScene(all.procedures().subList(0, PROCEDURES), all.agencies());
    Files.writeString(
        temporary.resolve("scope.csv"),
        "code\n"
            + String.join(
                "\n", small.procedures().stream().map(one -> one.code().value()).toList()));
    office = Office.open(database.dataSource("onestop"), small);
    brokerPort = Processes.freePort();
  }

  @AfterEach
  void closeAll() throws Exception {
    processes.killAll();
    office.stop();
    portal.close();
    database.close();
    http.close();
  }

  @Test
  void killed_stopped_and_restarted_nodes_lose_and_double_nothing() throws Exception {
    Process broker = startBroker(1);
    readProcedures();
    Node one = start("one");
    Node two = start("two");
    awaitNodes(2);
    CompletableFuture<OfficeReport> work = work(1);
    awaitProgress();
    sharesWhatItShould(one, two);

    Processes.kill(one.process());
    awaitProgress();
    Node three = start("three");
    Node four = start("four");
    aNodeWithItsOwnBrokerIsRefused();
    awaitNodes(3);
    endInOrder(two);
    awaitProgress();

    Processes.kill(broker);
    awaitProgress();
    startBroker(2); // with an empty journal
    awaitProgress();
    killDatabase();
    work.handle((_, _) -> true).join(); // the office lost its connection, too
    CompletableFuture<OfficeReport> more = work(2);
    awaitProgress();

    office.stop();
    more.join();
    OfficeReport done = office.standing();
    awaitAllDelivered(done.rowsCommitted());
    NpspSimulatorState state = portal.state();
    assertThat(state.dossiers()).isEqualTo(done.dossiers());
    assertThat(state.steps()).isEqualTo(done.steps());
    assertThat(state.appliedTwice()).isZero();
    assertThat(state.orderViolations()).isZero();
    noJobRanTwice();
    everyLogVerifiesAndAllAreOne(three, four);
  }

  /** The first node of all reads the procedures and leaves a class archive for the next ones. */
  private void readProcedures() throws Exception {
    Process sync =
        processes.start("sync", classes.made(), NodeProgram.class, arguments("sync", "sync", 0));
    assertThat(sync.waitFor(4, TimeUnit.MINUTES)).isTrue();
    assertThat(processes.said("sync")).as(() -> log("sync")).contains("SUCCEEDED");
  }

  /** The end of what a node wrote. */
  private String log(String name) {
    try {
      List<String> lines = Files.readAllLines(temporary.resolve(name).resolve("hub.log"));
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private Node start(String name) throws IOException {
    int port = Processes.freePort();
    return new Node(
        name,
        processes.start(name, classes.used(), NodeProgram.class, arguments("run", name, port)),
        port,
        temporary.resolve(name));
  }

  private List<String> arguments(String verb, String name, int port) {
    List<String> arguments = new ArrayList<>(settings(verb, name, port));
    arguments.add("--hub.broker.url=tcp://127.0.0.1:" + brokerPort);
    arguments.add("--hub.broker.user=" + BrokerProgram.USER);
    arguments.add("--hub.broker.password=" + BrokerProgram.PASSWORD);
    return arguments;
  }

  private List<String> settings(String verb, String name, int port) {
    return List.of(
        verb,
        "--hub.data-dir=" + temporary.resolve(name),
        "--hub.port=" + port,
        "--hub.database.url=" + database.url("nodes"),
        "--hub.database.user=" + EmbeddedDatabase.USER,
        "--hub.database.password=" + database.password(),
        "--hub.database.pool-size=12",
        "--hub.keys.store=" + shared.keys().resolve("hub.p12"),
        "--hub.keys.password-file=" + shared.keys().resolve("password"),
        "--hub.keys.trust-anchors=" + shared.keys().resolve("test-ca.crt"),
        "--hub.keys.session-key=" + shared.keys().resolve("session.key"),
        "--hub.files.key-file=" + shared.keys().resolve("file-links.key"),
        "--hub.log.origin=lien-thong.invalid/log",
        "--hub.procedures.scope=" + temporary.resolve("scope.csv"),
        "--hub.procedures.cron=" + (verb.equals("sync") ? "-" : "*/5 * * * * *"),
        "--hub.jobs.polling=500ms",
        "--hub.jobs.heartbeat=1s",
        "--hub.npsp.adapter-url=" + portal.url(),
        "--hub.npsp.agency-code=H38",
        "--hub.npsp.username=H38",
        "--hub.npsp.password=rehearsal",
        "--hub.npsp.timeout=3s",
        "--hub.npsp.guarantees.batch-atomic=true",
        "--hub.npsp.guarantees.steps-idempotent=true",
        "--hub.npsp.guarantees.processing-time=1s",
        "--hub.dossiers.lease=6s",
        "--hub.dossiers.batch-size=8",
        "--hub.dossiers.sweep=250ms",
        "--hub.dossiers.back-off-first=100ms",
        "--hub.dossiers.back-off-most=1s",
        "--hub.onestop.url=" + database.url("onestop"),
        "--hub.onestop.user=" + EmbeddedDatabase.USER,
        "--hub.onestop.password=" + database.password(),
        "--logging.threshold.console=OFF",
        "--logging.file.name=" + temporary.resolve(name).resolve("hub.log"));
  }

  private Process startBroker(int journal) throws IOException {
    Process broker =
        processes.start(
            "broker-" + journal,
            List.of(
                "-Ddata=" + temporary.resolve("broker-" + journal),
                "-Dport=" + brokerPort,
                "-Dmax-disk-usage=99",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path"))),
            BrokerProgram.class,
            List.of(BROKER_XML.toString()));
    await("the broker").atMost(LONG).until(() -> Processes.listens(brokerPort));
    return broker;
  }

  private CompletableFuture<OfficeReport> work(long seed) {
    return office.start(
        new OfficePlan(
            1_500,
            seed,
            0,
            Instant.parse("2026-09-21T00:30:00Z"),
            0.05,
            Optional.of(DOSSIERS_PER_SECOND)));
  }

  private void awaitNodes(int count) {
    await(count + " nodes")
        .atMost(LONG)
        .ignoreExceptions()
        .until(
            () ->
                jdbc.sql(
                            """
                            SELECT count(*) FROM pg_locks
                             WHERE locktype = 'advisory' AND classid = 1852793957 AND objid = 1
                            """)
                        .query(Long.class)
                        .single()
                    == count);
  }

  /** Some more take effect at the portal. */
  private void awaitProgress() {
    long before = portal.state().applied();
    await("work goes on").atMost(LONG).until(() -> portal.state().applied() > before + 20);
  }

  private void killDatabase() throws Exception {
    Path pid = temporary.resolve("province/postgres/data/postmaster.pid");
    long server = Long.parseLong(Files.readAllLines(pid).getFirst().strip());
    new ProcessBuilder("kill", "-9", Long.toString(server)).start().waitFor();
    ProcessHandle.of(server).ifPresent(process -> process.onExit().join());
    await("the database is back")
        .atMost(LONG)
        .ignoreExceptions()
        .until(() -> jdbc.sql("SELECT 1").query(Integer.class).single() == 1);
  }

  /** Told to stop, a node ends what it began and leaves nothing in flight. */
  private void endInOrder(Node node) throws Exception {
    node.process().destroy();
    assertThat(node.process().waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(
            jdbc.sql(
                    """
                    SELECT count(*) FROM dossiers.delivery
                     WHERE state = 'IN_FLIGHT' AND lease_owner LIKE '%:' || :pid
                    """)
                .param("pid", Long.toString(node.process().pid()))
                .query(Long.class)
                .single())
        .isZero();
  }

  private void aNodeWithItsOwnBrokerIsRefused() throws Exception {
    Process alone =
        processes.start("alone", classes.used(), NodeProgram.class, settings("run", "alone", 0));
    assertThat(alone.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(alone.exitValue()).isNotZero();
    assertThat(Files.readString(temporary.resolve("alone/hub.log"))).contains("LT-9035");
  }

  private void sharesWhatItShould(Node one, Node two) throws Exception {
    String code =
        jdbc.sql("SELECT code FROM dossiers.dossier WHERE snapshot_version > 0 LIMIT 1")
            .query(String.class)
            .single();
    SigningKey ministry = ministry();
    register(ministry);
    String path = "/api/v1/dossiers/" + code;
    String jws = signed(ministry, path);
    assertThat(get(one.at(path), "X-JWS-Signature", jws).statusCode()).isEqualTo(200);
    HttpResponse<byte[]> again = get(two.at(path), "X-JWS-Signature", jws);
    assertThat(new String(again.body(), java.nio.charset.StandardCharsets.UTF_8))
        .as("a call that the other node has seen")
        .contains("LT-7007");
    assertThat(get(two.at(path), "X-JWS-Signature", signed(ministry, path)).statusCode())
        .isEqualTo(200);

    String link = fileLink();
    byte[] file = get(one.at(link), "Accept", "*/*").body();
    HttpResponse<byte[]> there = get(two.at(link), "Accept", "*/*");
    assertThat(there.statusCode()).isEqualTo(200);
    assertThat(there.body()).isEqualTo(file).isNotEmpty();

    assertThat(jdbc.sql("SELECT count(*) FROM partner.session").query(Long.class).single())
        .isEqualTo(1);
    assertThat(
            jdbc.sql(
                    """
                    SELECT count(*) FROM messagelog.entry
                     WHERE service = 'login' AND kind = 'ANSWER' AND outcome = 'ACCEPTED'
                    """)
                .query(Long.class)
                .single())
        .as("the nodes share the session that the first of them got")
        .isEqualTo(1);
  }

  private SigningKey ministry() throws IOException {
    char[] password = Files.readString(shared.keys().resolve("password")).strip().toCharArray();
    return KeyStoreFile.open(shared.keys().resolve("partners.p12"), password)
        .signingKey("ministry");
  }

  private void register(SigningKey ministry) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            INSERT INTO exposed.client (id, name, state, certificate_sha256, created_at)
            VALUES (:id, 'ministry', 'ACTIVE', :certificate, now())
            """)
        .param("id", id)
        .param("certificate", ministry.certificateSha256())
        .update();
    jdbc.sql(
            """
            INSERT INTO exposed.access_grant
              (client_id, service, agency_prefix, procedure_code, granted_at)
            VALUES (:id, 'dossier-status', '*', '*', now())
            """)
        .param("id", id)
        .update();
  }

  private static String signed(SigningKey key, String path) {
    return DetachedJws.sign(
        key,
        new byte[0],
        new RequestBinding(
            Clock.systemUTC().instant(),
            UUID.randomUUID().toString(),
            UUID.randomUUID().toString(),
            "lien-thong",
            "GET",
            path));
  }

  private HttpResponse<byte[]> get(URI uri, String header, String value) throws Exception {
    return http.send(
        HttpRequest.newBuilder(uri).header(header, value).build(), BodyHandlers.ofByteArray());
  }

  /** One that was given to the portal. */
  private String fileLink() {
    List<String> codes =
        jdbc.sql("SELECT code FROM dossiers.dossier WHERE known ORDER BY code LIMIT 100")
            .query(String.class)
            .list();
    return codes.stream()
        .map(code -> FILE_LINK.matcher(portalHolds(code)))
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .findFirst()
        .orElseThrow();
  }

  private String portalHolds(String code) {
    try {
      return new String(
          get(URI.create(portal.url() + "/_dossiers/" + code), "Accept", "*/*").body(),
          java.nio.charset.StandardCharsets.UTF_8);
    } catch (Exception e) {
      throw new IllegalStateException(code, e);
    }
  }

  private void awaitAllDelivered(long rows) {
    await("all delivered")
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(
                        jdbc.sql("SELECT state, count(*) AS n FROM dossiers.delivery GROUP BY 1")
                            .query((row, _) -> row.getString(1) + " " + row.getLong(2))
                            .list())
                    .containsExactly("DELIVERED " + rows));
  }

  private void noJobRanTwice() {
    assertThat(
            jdbc.sql(
                    """
                    SELECT count(*) FROM jobs.run AS a JOIN jobs.run AS b
                        ON a.job = b.job AND a.id < b.id
                       AND a.state <> 'SKIPPED' AND b.state <> 'SKIPPED'
                       AND a.started_at < COALESCE(b.ended_at, now())
                       AND b.started_at < COALESCE(a.ended_at, now())
                     WHERE a.state <> 'LOST' AND b.state <> 'LOST'
                    """)
                .query(Long.class)
                .single())
        .as("runs of one job at the same time")
        .isZero();
    assertThat(
            jdbc.sql("SELECT count(DISTINCT node) FROM jobs.run WHERE trigger = 'SCHEDULE'")
                .query(Long.class)
                .single())
        .as("nodes that ran the job")
        .isGreaterThan(1);
  }

  /** One sequencer at a time: both nodes publish the same tree, and it is whole. */
  private void everyLogVerifiesAndAllAreOne(Node... nodes) throws Exception {
    await("nothing waits for its place")
        .atMost(LONG)
        .until(
            () ->
                jdbc.sql(
                        """
                        SELECT NOT EXISTS (SELECT FROM messagelog.pending)
                           AND NOT EXISTS (SELECT FROM messagelog.open_call)
                        """)
                    .query(Boolean.class)
                    .single());
    for (Node node : nodes) {
      Processes.kill(node.process());
      Report report =
          LogVerifier.verify(
              node.data().resolve("log"),
              Anchors.of(
                  SignedNote.VerifierKey.parse(Files.readString(shared.verifierKey()).strip()),
                  TrustAnchors.read(shared.keys().resolve("test-ca.crt"))),
              Clock.systemUTC().instant());
      assertThat(report.findings())
          .as(() -> node.name() + "\n" + ReportText.lines(report, false))
          .noneMatch(finding -> finding.weight() == Report.Weight.FAULT);
      assertThat(report.size()).isPositive();
    }
    assertThat(
            jdbc.sql(
                    """
                    SELECT count(*) = max(index) + 1 AND count(*) = count(DISTINCT entry_id)
                      FROM messagelog.leaf
                    """)
                .query(Boolean.class)
                .single())
        .isTrue();
  }
}
