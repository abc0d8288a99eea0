package vn.lienthong.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import vn.lienthong.app.HubFolder;
import vn.lienthong.connectors.npsp.simulator.NpspSimulator;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.AnswerKey;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.RequestCheck;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.Signatures;
import vn.lienthong.connectors.onestop.OneStopProperties.Feed;
import vn.lienthong.connectors.onestop.simulator.Office;
import vn.lienthong.connectors.onestop.simulator.OfficeScene;
import vn.lienthong.connectors.onestop.simulator.OneStopRestServer;
import vn.lienthong.routes.store.EmbeddedDatabase;
import vn.lienthong.routes.store.StorageFailure;
import vn.lienthong.schemas.codelist.RealCatalogue;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.schemas.error.Reason;

/**
 * The partners of a demonstration: a portal, or the address of one, and a one-stop system in a
 * database of its own. Owns the embedded server.
 */
final class SimulatedPartners implements AutoCloseable {
  private static final String ONESTOP = "onestop";

  private final HubFolder folder;
  private final EmbeddedDatabase server;
  private final Office office;
  private final Optional<NpspSimulator> portal;
  private final Optional<OneStopRestServer> rest;
  private final Map<String, Object> settings = new LinkedHashMap<>();

  private SimulatedPartners(
      HubFolder folder,
      EmbeddedDatabase server,
      Office office,
      Optional<NpspSimulator> portal,
      Optional<OneStopRestServer> rest) {
    this.folder = folder;
    this.server = server;
    this.office = office;
    this.portal = portal;
    this.rest = rest;
  }

  /**
   * Starts them over the data folder, which must be set up.
   *
   * @param outside address of a running adapter, to be used in place of a simulated portal
   */
  static SimulatedPartners start(
      HubFolder folder, RealCatalogue catalogue, Optional<URI> outside, Feed feed) {
    folder.markAsDemo();
    Optional<NpspSimulator> portal =
        outside.isPresent() ? Optional.empty() : Optional.of(portal(folder, catalogue));
    EmbeddedDatabase server = EmbeddedDatabase.start(folder.root());
    server.createDatabaseIfMissing(ONESTOP);
    DataSource database = server.dataSource(ONESTOP);
    Office office = Office.open(database, OfficeScene.laoCai(catalogue));
    String token = token();
    Optional<OneStopRestServer> rest =
        feed == Feed.REST
            ? Optional.of(OneStopRestServer.start(0, database, token))
            : Optional.empty();
    SimulatedPartners partners = new SimulatedPartners(folder, server, office, portal, rest);
    partners.settle(outside, token);
    return partners;
  }

  private static NpspSimulator portal(HubFolder folder, RealCatalogue catalogue) {
    AnswerKey key =
        new AnswerKey(
            folder.keys().resolve("partners.p12"),
            read(folder.keys().resolve("password")).strip(),
            "npsp");
    NpspSimulatorSettings settings =
        NpspSimulatorSettings.of(folder.simulators().resolve("npsp"))
            .withSignatures(
                new Signatures(
                    RequestCheck.REQUIRED,
                    Optional.of(folder.keys().resolve("test-ca.crt")),
                    Optional.of(key)));
    return NpspSimulator.start(settings, catalogue, Clock.systemUTC());
  }

  private void settle(Optional<URI> outside, String token) {
    settings.put(
        "hub.npsp.adapter-url",
        outside.or(() -> portal.map(NpspSimulator::url)).map(URI::toString).orElse(""));
    settings.put("hub.npsp.agency-code", "H38");
    settings.put("hub.npsp.username", "H38");
    settings.put("hub.npsp.password", "rehearsal");
    settings.put("hub.npsp.signing.answers", outside.isPresent() ? "when-present" : "required");
    settings.put("hub.npsp.limits.concurrency", 16);
    settings.put("hub.npsp.limits.circuit-open-for", "500ms");
    // What the simulator does in its usual modes; nothing is known of the real portal.
    settings.put("hub.npsp.guarantees.batch-atomic", true);
    settings.put("hub.npsp.guarantees.steps-idempotent", true);
    settings.put("hub.npsp.guarantees.processing-time", "2s");
    settings.put("hub.dossiers.back-off-first", "250ms");
    settings.put("hub.dossiers.back-off-most", "2s");
    if (rest.isPresent()) {
      settings.put("hub.onestop.feed", "rest");
      settings.put("hub.onestop.rest-url", rest.orElseThrow().address());
      settings.put("hub.onestop.token", token);
    } else {
      settings.put("hub.onestop.feed", "sql");
      settings.put("hub.onestop.url", server.url(ONESTOP));
      settings.put("hub.onestop.user", EmbeddedDatabase.USER);
      settings.put("hub.onestop.password", server.password());
    }
    StringBuilder yaml =
        new StringBuilder("# Addresses while the demonstration runs; made anew.\n");
    settings.forEach(
        (name, value) ->
            yaml.append('"').append(name).append("\": \"").append(value).append("\"\n"));
    write(folder.demoSettings(), yaml.toString());
  }

  Office office() {
    return office;
  }

  Optional<NpspSimulator> portal() {
    return portal;
  }

  /** What the hub needs to be told beside {@link HubFolder#demoSettings()}. */
  Map<String, Object> hubSettings() {
    Map<String, Object> hub = new LinkedHashMap<>(settings);
    hub.put("hub.database.url", server.url(EmbeddedDatabase.USER));
    hub.put("hub.database.user", EmbeddedDatabase.USER);
    hub.put("hub.database.password", server.password());
    return hub;
  }

  @Override
  public void close() {
    office.stop();
    rest.ifPresent(OneStopRestServer::close);
    portal.ifPresent(NpspSimulator::close);
    server.close();
  }

  private static String token() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new HubException(e, HubError.KEY_FILE_UNREADABLE, file, Reason.of(e));
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw StorageFailure.of(e, file);
    }
  }
}
