package vn.lienthong.demo;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.app.HubFolder;
import vn.lienthong.app.HubRuntime;
import vn.lienthong.app.Setup;
import vn.lienthong.connectors.npsp.simulator.NpspSimulator;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.Modes;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.Steps;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorState;
import vn.lienthong.connectors.onestop.simulator.Office;
import vn.lienthong.connectors.onestop.simulator.OfficePlan;
import vn.lienthong.connectors.onestop.simulator.OfficeReport;
import vn.lienthong.connectors.onestop.simulator.OfficeScene;
import vn.lienthong.routes.dossiers.DeliveryLedger;
import vn.lienthong.routes.dossiers.DeliveryState;
import vn.lienthong.routes.dossiers.DeliverySums;
import vn.lienthong.routes.jobs.RunOptions;
import vn.lienthong.routes.messagelog.LogStatus;
import vn.lienthong.routes.procedures.Procedures;
import vn.lienthong.routes.store.EmbeddedDatabase;
import vn.lienthong.schemas.codelist.RealCatalogue;
import vn.lienthong.signing.keys.TrustAnchors;
import vn.lienthong.signing.merkle.SignedNote;
import vn.lienthong.signing.verify.Anchors;
import vn.lienthong.signing.verify.LogVerifier;
import vn.lienthong.signing.verify.Report;
import vn.lienthong.signing.verify.ReportText;

/**
 * The drill that an operator would make: a backup beside the running hub, which then goes on
 * delivering to a portal that writes every repeated step twice; then yesterday's backup is
 * restored.
 */
final class RestoringYesterdaysBackupTest {
  private static final RealCatalogue CATALOGUE = RealCatalogue.load();
  private static final Instant DAY = Instant.parse("2026-09-21T00:30:00Z");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path temporary;
  private final List<AutoCloseable> open = new ArrayList<>();
  private Optional<ConfigurableApplicationContext> hub = Optional.empty();

  @AfterEach
  void closeAll() throws Exception {
    hub.ifPresent(ConfigurableApplicationContext::close);
    for (AutoCloseable one : open.reversed()) {
      one.close();
    }
  }

  @Test
  void nothing_is_lost_nothing_applied_twice_and_the_log_goes_on_as_a_new_one() throws Exception {
    HubFolder folder = new HubFolder(temporary.resolve("hub"));
    new Setup(Clock.systemUTC()).run(folder);
    NpspSimulator portal = portal();
    EmbeddedDatabase province = EmbeddedDatabase.start(temporary.resolve("province"));
    open.add(province);
    Office office = office(province);
    Map<String, Object> settings = settings(portal, province);
    start(folder, settings);
    bean(Procedures.class).sync("test", "drill", RunOptions.USUAL);

    CompletableFuture<OfficeReport> yesterday = office.start(plan(30, 10));
    await().atMost(PATIENCE).until(() -> portal.state().applied() > 60);
    office.stop();
    yesterday.join();
    awaitAllDelivered(office);
    Path backup = temporary.resolve("yesterday.backup");
    String data = folder.root().toString();
    String recipient = recipient();
    Program.Said made =
        Program.run(
            temporary,
            "backup",
            backup.toString(),
            "--recipient",
            recipient,
            "--reason",
            "nightly",
            "--data",
            data);
    assertThat(made.status()).as(made.err()).isZero();

    office.resume();
    awaitAllDelivered(office);
    long applied = portal.state().applied();
    assertThat(applied).isGreaterThan(100);
    Program.Said refused = restore(backup, data);
    assertThat(refused.err()).startsWith("LT-9001");
    stop();
    office.run(plan(4, 1000));

    Program.Said restored = restore(backup, data);
    assertThat(restored.status()).as(restored.err()).isZero();
    JsonNode outcome = new ObjectMapper().readTree(restored.out());
    String verifierKey = outcome.path("messageLog").path("verifierKey").asText();
    assertThat(verifierKey).startsWith("lien-thong.invalid/log/2+");

    start(folder, settings);
    awaitAllDelivered(office);

    NpspSimulatorState state = portal.state();
    OfficeReport standing = office.standing();
    assertThat(state.appliedTwice()).isZero();
    assertThat(state.repeated()).isZero();
    assertThat(state.orderViolations()).isZero();
    assertThat(state.dossiers()).isEqualTo(standing.dossiers());
    assertThat(state.steps()).isEqualTo(standing.steps());
    assertThat(bean(DeliveryLedger.class).sums().accepted()).isEqualTo(standing.rowsCommitted());
    assertTheLogVerifies(folder, verifierKey);
  }

  private Program.Said restore(Path backup, String data) throws Exception {
    return Program.run(
        temporary,
        "restore",
        backup.toString(),
        "--key",
        temporary.resolve("backup.p12").toString(),
        "--password-file",
        temporary.resolve("backup.password").toString(),
        "--reason",
        "drill",
        "--json",
        "--lang",
        "en",
        "--data",
        data);
  }

  /** Made as the manual says, with Debian's tool. */
  private String recipient() throws Exception {
    Files.writeString(temporary.resolve("backup.password"), "drill\n");
    String script =
        """
        cd "%s" &&
        openssl req -x509 -newkey rsa:2048 -nodes -keyout backup.key -out backup.crt -days 30 \
          -subj "/CN=Backup" 2> /dev/null &&
        openssl pkcs12 -export -inkey backup.key -in backup.crt -out backup.p12 -passout pass:drill
        """
            .formatted(temporary);
    HubUnderTest.output(List.of("sh", "-c", script));
    return temporary.resolve("backup.crt").toString();
  }

  private void awaitAllDelivered(Office office) {
    DeliveryLedger ledger = bean(DeliveryLedger.class);
    JdbcClient jdbc = bean(JdbcClient.class);
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              DeliverySums sums = ledger.sums();
              long done = sums.in(DeliveryState.DELIVERED) + sums.in(DeliveryState.SUPERSEDED);
              boolean told =
                  jdbc.sql("SELECT NOT EXISTS (SELECT FROM dossiers.delivery WHERE NOT told)")
                      .query(Boolean.class)
                      .single();
              return told && done == office.standing().rowsCommitted();
            });
  }

  private void assertTheLogVerifies(HubFolder folder, String verifierKey) {
    LogStatus status = bean(LogStatus.class);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                status
                    .standing()
                    .filter(at -> at.pending() == 0 && at.origin().endsWith("/2"))
                    .isPresent());
    stop();
    assertVerifies(folder, "log", verifierKey);
    assertVerifies(folder, "log-1", read(folder.verifierKey()));
  }

  /** A published log holds calls whose answers stand in the next one: no fault, but open. */
  private void assertVerifies(HubFolder folder, String log, String verifierKey) {
    Report report =
        LogVerifier.verify(
            folder.root().resolve(log),
            Anchors.of(
                SignedNote.VerifierKey.parse(verifierKey.strip()),
                TrustAnchors.read(folder.keys().resolve("test-ca.crt"))),
            Clock.systemUTC().instant());
    assertThat(report.findings())
        .as(() -> log + ": " + ReportText.lines(report, false))
        .noneMatch(finding -> finding.weight() == Report.Weight.FAULT);
    assertThat(report.size()).isPositive();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void start(HubFolder folder, Map<String, Object> settings) {
    hub = Optional.of(HubRuntime.start(folder, settings));
  }

  private void stop() {
    hub.ifPresent(ConfigurableApplicationContext::close);
    hub = Optional.empty();
  }

  private <T> T bean(Class<T> type) {
    return hub.orElseThrow().getBean(type);
  }

  private static OfficePlan plan(int dossiers, double perSecond) {
    return new OfficePlan(dossiers, 5, 0, DAY, 0, Optional.of(perSecond));
  }

  private NpspSimulator portal() {
    NpspSimulator portal =
        NpspSimulator.start(
            NpspSimulatorSettings.of(temporary.resolve("npsp"))
                .withModes(Modes.usual().withSteps(Steps.APPENDED))
                .withFetchFiles(false),
            CATALOGUE,
            Clock.systemUTC());
    open.add(portal);
    return portal;
  }

  private Office office(EmbeddedDatabase province) throws IOException {
    province.createDatabaseIfMissing("onestop");
    OfficeScene all = OfficeScene.laoCai(CATALOGUE);
    OfficeScene small = new OfficeScene(all.procedures().subList(0, 12), all.agencies());
    Files.writeString(
        temporary.resolve("scope.csv"),
        "code\n"
            + String.join(
                "\n", small.procedures().stream().map(one -> one.code().value()).toList()));
    return Office.open(province.dataSource("onestop"), small);
  }

  private Map<String, Object> settings(NpspSimulator portal, EmbeddedDatabase province) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("hub.port", 0);
    settings.put("hub.log.origin", "lien-thong.invalid/log");
    settings.put("hub.procedures.scope", temporary.resolve("scope.csv"));
    settings.put("hub.procedures.cron", "-");
    settings.put("hub.npsp.adapter-url", portal.url());
    settings.put("hub.npsp.agency-code", "H38");
    settings.put("hub.npsp.username", "H38");
    settings.put("hub.npsp.password", "rehearsal");
    settings.put("hub.npsp.guarantees.batch-atomic", true);
    settings.put("hub.npsp.guarantees.processing-time", "2s");
    settings.put("hub.onestop.url", province.url("onestop"));
    settings.put("hub.onestop.user", EmbeddedDatabase.USER);
    settings.put("hub.onestop.password", province.password());
    settings.put("logging.threshold.console", "OFF");
    return settings;
  }
}
