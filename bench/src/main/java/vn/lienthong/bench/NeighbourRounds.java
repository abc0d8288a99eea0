package vn.lienthong.bench;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import vn.lienthong.connectors.npsp.simulator.NpspFault;
import vn.lienthong.connectors.npsp.simulator.NpspSimulator;
import vn.lienthong.connectors.npsp.simulator.NpspSimulatorSettings;
import vn.lienthong.schemas.codelist.RealCatalogue;

/**
 * What a second partner with a queue of its own does to the portal's speed when nobody is there, or
 * when each of its answers takes long.
 *
 * @param deliveriesPerSecond to the portal, a figure each round
 */
record NeighbourRounds(Map<Neighbour, List<Double>> deliveriesPerSecond) {
  private static final int TEMPLATES = 100;
  private static final int WAITING = 20_000;
  private static final Duration SLOW = Duration.ofSeconds(15);

  /** What the second partner is like. */
  enum Neighbour {
    ABSENT,
    DEAD,
    SLOW
  }

  static NeighbourRounds measure(int dossiers, int rounds) throws Exception {
    ScaleCommand.say("a second partner for whom " + WAITING + " deliveries wait ...");
    try (PathWorld world = PathWorld.open(PathRound.Setting.usual());
        NpspSimulator slow =
            NpspSimulator.start(
                NpspSimulatorSettings.of(world.root().resolve("neighbour")).withFetchFiles(false),
                RealCatalogue.load(),
                Clock.systemUTC())) {
      world.register(TEMPLATES, 1000);
      try (ConfigurableApplicationContext _ = world.startHub()) {
        world.secondsUntilApplied(0, world.office().standing().rowsCommitted());
      }
      new History(world.server()).leaveWaiting("neighbour", WAITING);
      slow.fault(NpspFault.delay(SLOW));
      round(world, dossiers, 1, Map.of()); // warms the program up
      Map<Neighbour, URI> addresses =
          Map.of(
              Neighbour.DEAD, URI.create("http://127.0.0.1:" + PathWorld.freePort()),
              Neighbour.SLOW, slow.url());
      Map<Neighbour, List<Double>> speeds = new EnumMap<>(Neighbour.class);
      for (int i = 0; i < rounds; i++) {
        for (int k = 0; k < Neighbour.values().length; k++) {
          // Each has its turn at each place: a later round of a process is a warmer one.
          Neighbour one = Neighbour.values()[(i + k) % Neighbour.values().length];
          ScaleCommand.say("round " + (i + 1) + " of " + rounds + ", " + one);
          Map<String, Object> more =
              one == Neighbour.ABSENT ? Map.of() : Map.of("bench.neighbour", addresses.get(one));
          speeds
              .computeIfAbsent(one, _ -> new ArrayList<>())
              .add(round(world, dossiers, 2 + i * 3L + k, more));
        }
      }
      if (slow.state().applied() == 0) {
        throw new IllegalStateException("the slow partner was never called");
      }
      return new NeighbourRounds(speeds);
    }
  }

  /** Deliveries a second to the portal. */
  private static double round(PathWorld world, int dossiers, long seed, Map<String, Object> more)
      throws Exception {
    long rowsBefore = world.office().standing().rowsCommitted();
    long appliedBefore = world.portal().state().applied();
    world.register(dossiers, seed);
    long rows = world.office().standing().rowsCommitted() - rowsBefore;
    try (ConfigurableApplicationContext _ = world.startHub(more)) {
      return rows / world.secondsUntilApplied(appliedBefore, rows);
    }
  }

  /** The median over the rounds. */
  double median(Neighbour neighbour) {
    List<Double> sorted =
        deliveriesPerSecond.getOrDefault(neighbour, List.of()).stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
