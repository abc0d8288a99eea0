package vn.lienthong.routes.dossiers;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import vn.lienthong.connectors.call.HttpSender;
import vn.lienthong.connectors.npsp.NpspConnector;
import vn.lienthong.connectors.npsp.simulator.NpspSimulator;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings.Modes;
import vn.lienthong.connectors.onestop.FeedRow;
import vn.lienthong.routes.partner.TestCalls;
import vn.lienthong.routes.testing.TestDatabase;
import vn.lienthong.schemas.codelist.RealCatalogue;

/** A rig that speaks over HTTP with the simulated portal, in one of the portal's modes. */
final class PortalRig implements AutoCloseable {
  static final RealCatalogue CATALOGUE = RealCatalogue.load();

  final NpspSimulator portal;
  final Rig rig;
  private final HttpSender http = new HttpSender(Duration.ofSeconds(10));
  private volatile Duration patience = Duration.ofSeconds(30);
  private long seq;

  PortalRig(Path folder, Modes modes) {
    portal =
        NpspSimulator.start(
            NpspSimulatorSettings.of(folder.resolve("npsp")).withModes(modes).withFetchFiles(false),
            CATALOGUE,
            Clock.systemUTC());
    NpspConnector connector =
        new NpspConnector(
            TestCalls.profile(portal.url(), PortalWords.guarantees(modes)), Clock.systemUTC());
    rig =
        new Rig(
            TestDatabase.fresh(),
            new PlayedPortal(),
            50,
            (_, made) ->
                new Rig.Way(
                    PortalWords.wire(connector),
                    TestCalls.over(
                        connector, http, () -> patience, made.database, folder, made.clock)));
    rig.clock.pass(Duration.ofMinutes(10));
  }

  /** One page of the feed, such as {@code 7:s:1}: dossier 7, a snapshot, version 1. */
  void feed(String... rows) {
    List<FeedRow> page = new ArrayList<>();
    for (String row : rows) {
      String[] parts = row.split(":");
      seq++;
      page.add(
          Documents.versioned(
              PortalWords.dossier(Integer.parseInt(parts[0])),
              parts[1],
              Long.parseLong(parts[2]),
              seq));
    }
    rig.capture.capture(rig.capture.position(), page);
  }

  /** Delivers what is due while no answer is waited for longer than this. */
  void deliverWith(Duration shortPatience) {
    patience = shortPatience;
    try {
      rig.worker.deliverDue();
    } finally {
      patience = Duration.ofSeconds(30);
    }
  }

  String states(int number) {
    return rig.states(PortalWords.dossier(number));
  }

  @Override
  public void close() {
    http.close();
    portal.close();
  }
}
