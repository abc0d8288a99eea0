package vn.lienthong.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import vn.lienthong.connectors.onestop.simulator.OfficePlan;

/**
 * How fast one node delivers, and two on the same PostgreSQL and the same Artemis: the median of
 * the rounds. Nodes, broker, database, portal and office share this machine, so two nodes cannot do
 * much more here than one: what is seen is what sharing costs.
 *
 * @param one deliveries a second of one node
 * @param two of two
 */
public record NodesRate(double one, double two) {

  /**
   * Measures, turn by turn.
   *
   * @param home where the program was built
   * @param dossiers of a round
   */
  public static NodesRate measure(Path home, int dossiers, int rounds)
      throws IOException, InterruptedException {
    Path root = Files.createTempDirectory("hub-bench-nodes");
    try (World world = World.open(Program.of(home), root, Layout.PAIR)) {
      HubNode second = world.nodes().get(1);
      rate(world, dossiers, 1); // warms both up, and the portal
      List<Double> one = new ArrayList<>();
      List<Double> two = new ArrayList<>();
      for (int i = 0; i < rounds; i++) {
        second.stop();
        one.add(rate(world, dossiers, 2 + 3L * i));
        second.start();
        rate(world, dossiers, 3 + 3L * i); // the second is a fresh process
        two.add(rate(world, dossiers, 4 + 3L * i));
        Trial.say("one node " + one.getLast() + ", two " + two.getLast());
      }
      if (!world.troubles().isEmpty()) {
        throw new IllegalStateException(world.troubles().toString());
      }
      return new NodesRate(median(one), median(two));
    } finally {
      Program.delete(root);
    }
  }

  private static double rate(World world, int dossiers, long seed)
      throws IOException, InterruptedException {
    long rows = world.rowsOfFeed();
    long before = world.portal().applied();
    long begin = System.nanoTime();
    world.office().run(new OfficePlan(dossiers, seed, 0, OfficeWork.MORNING, 0, Optional.empty()));
    long more = world.rowsOfFeed() - rows;
    while (world.portal().applied() < before + more) {
      TimeUnit.MILLISECONDS.sleep(50);
      if (System.nanoTime() - begin > TimeUnit.MINUTES.toNanos(30)) {
        throw new IllegalStateException("not all was delivered after half an hour");
      }
    }
    return more / ((System.nanoTime() - begin) / 1e9);
  }

  private static double median(List<Double> figures) {
    return figures.stream().sorted().skip(figures.size() / 2).findFirst().orElseThrow();
  }
}
