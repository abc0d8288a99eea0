package vn.lienthong.demo;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
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
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.context.ConfigurableApplicationContext;
import vn.lienthong.app.HubFolder;
import vn.lienthong.app.HubRuntime;
import vn.lienthong.app.Setup;
import vn.lienthong.connectors.onestop.OneStopProperties.Feed;
import vn.lienthong.connectors.onestop.simulator.OfficePlan;
import vn.lienthong.routes.dossiers.DeliveryFilter;
import vn.lienthong.routes.dossiers.DeliveryLedger;
import vn.lienthong.routes.dossiers.DeliveryState;
import vn.lienthong.routes.exposed.RegisterClient;
import vn.lienthong.routes.exposed.RegisterClient.Scope;
import vn.lienthong.routes.jobs.RunOptions;
import vn.lienthong.routes.procedures.Procedures;
import vn.lienthong.schemas.codelist.RealCatalogue;
import vn.lienthong.signing.keys.KeyStoreFile;
import vn.lienthong.signing.keys.SigningKey;

/** One running hub with a few delivered dossiers, started once for all tests that ask for it. */
final class HubUnderTest implements ParameterResolver {
  private static final String KEY = "hub-under-test";
  private static final int DOSSIERS = 12;

  /**
   * The running hub.
   *
   * @param passwords of the page, by user
   * @param alarms what its webhook was told; it looks every second
   */
  record Running(
      HubFolder folder,
      SimulatedPartners partners,
      ConfigurableApplicationContext hub,
      Map<String, String> passwords,
      HeardAlarms alarms)
      implements ExtensionContext.Store.CloseableResource {
    String address() {
      return HubRuntime.address(hub);
    }

    String deliveredDossier() {
      return hub.getBean(DeliveryLedger.class)
          .list(DeliveryFilter.in(DeliveryState.DELIVERED), 1)
          .getFirst()
          .dossier();
    }

    /** The one that the portal refuses, once it has refused it again if it was sent again. */
    String refusedDossier() {
      return await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  hub.getBean(DeliveryLedger.class)
                      .list(DeliveryFilter.in(DeliveryState.REFUSED), 1),
              refused -> !refused.isEmpty())
          .getFirst()
          .dossier();
    }

    /** The key and certificate with which the one registered ministry signs. */
    SigningKey ministry() throws IOException {
      char[] password = Files.readString(folder.keys().resolve("password")).strip().toCharArray();
      return KeyStoreFile.open(folder.keys().resolve("partners.p12"), password)
          .signingKey("ministry");
    }

    /** The one client with the ministry's certificate; several tests call as it. */
    synchronized String ministryClient() throws IOException {
      RegisterClient clients = hub.getBean(RegisterClient.class);
      String name = "ministry";
      if (clients.list().stream().noneMatch(one -> one.name().equals(name))) {
        clients.addWithCertificate(name, ministry().certificate(), "test");
        clients.grant(name, new Scope(RegisterClient.DOSSIER_STATUS, "*", "*"), "test");
      }
      return name;
    }

    @Override
    public void close() throws IOException {
      hub.close();
      partners.close();
      alarms.close();
      try (var paths = Files.walk(folder.root().getParent())) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Running.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(HubUnderTest.class))
        .getOrComputeIfAbsent(KEY, _ -> start(), Running.class);
  }

  private static Running start() {
    try {
      HubFolder folder = new HubFolder(Files.createTempDirectory("hub").resolve("data"));
      Map<String, String> passwords = new Setup(Clock.systemUTC()).run(folder);
      RealCatalogue catalogue = RealCatalogue.load();
      SimulatedPartners partners =
          SimulatedPartners.start(folder, catalogue, Optional.empty(), Feed.SQL);
      Map<String, Object> settings = new HashMap<>(partners.hubSettings());
      HeardAlarms alarms = HeardAlarms.listen();
      settings.put("hub.port", 0);
      settings.put("hub.alarms.every", "1s");
      settings.put("hub.alarms.after", "1s");
      settings.put("hub.alarms.webhooks[0].url", alarms.address());
      settings.put("logging.threshold.console", "OFF");
      ConfigurableApplicationContext hub = HubRuntime.start(folder, settings);
      hub.getBean(Procedures.class).sync("test", "start", RunOptions.USUAL);
      partners
          .office()
          .run(
              new OfficePlan(
                  DOSSIERS, 3, 1, Instant.parse("2026-10-01T00:30:00Z"), 0, Optional.empty()));
      DeliveryLedger ledger = hub.getBean(DeliveryLedger.class);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> ledger.sums().dossiersDelivered() == DOSSIERS - 1);
      return new Running(folder, partners, hub, passwords, alarms);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs a program and gives its standard output; fails when it fails. */
  static String output(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(
          command.getFirst() + " ended with " + process.exitValue() + ": " + output);
    }
    return output;
  }
}
