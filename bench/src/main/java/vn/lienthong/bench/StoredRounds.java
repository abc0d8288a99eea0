package vn.lienthong.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.springframework.context.ConfigurableApplicationContext;
import vn.lienthong.app.MemoryMb;
import vn.lienthong.routes.dossiers.DeliveryFilter;
import vn.lienthong.routes.dossiers.DeliveryLedger;
import vn.lienthong.routes.dossiers.DeliveryState;

/**
 * The same work on a database with few and with many stored dossiers, turn by turn.
 *
 * @param few on the small database, a figure each round
 * @param many on the large one
 */
record StoredRounds(Size few, Size many) {
  private static final int TEMPLATES = 100;
  private static final long ENTRIES_OF_DOSSIER = 19; // as the path makes them
  private static final long MOST_ENTRIES = 2_000_000; // written one by one, so not in proportion

  /** How much is stored, and the figures of each round. */
  record Size(long dossiers, long deliveries, long logEntries, List<Figures> rounds) {

    /** The median over the rounds. */
    double median(ToDoubleFunction<Figures> figure) {
      double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
      return sorted[sorted.length / 2];
    }
  }

  /**
   * One round.
   *
   * @param startSeconds from the call to a hub that serves
   * @param microsPerDelivery of the whole path
   * @param sumsMillis the sums that page and metrics show
   * @param listMillis the newest hundred delivered
   * @param showMillis all deliveries of one dossier
   * @param heapMb live after a collection
   */
  record Figures(
      double startSeconds,
      double microsPerDelivery,
      double sumsMillis,
      double listMillis,
      double showMillis,
      double heapMb) {}

  static StoredRounds measure(int few, int many, int dossiers, int rounds, Optional<Path> folder)
      throws Exception {
    try (PathWorld small = filled(few, Optional.empty());
        PathWorld large = filled(many, folder)) {
      round(small, dossiers, 1); // warms the program up
      round(large, dossiers, 1);
      List<Figures> ofFew = new ArrayList<>();
      List<Figures> ofMany = new ArrayList<>();
      for (int i = 0; i < rounds; i++) {
        ScaleCommand.say("round " + (i + 1) + " of " + rounds + " ...");
        if (i % 2 == 0) { // a later round of a process is a warmer one
          ofFew.add(round(small, dossiers, 2 + i));
          ofMany.add(round(large, dossiers, 2 + i));
        } else {
          ofMany.add(round(large, dossiers, 2 + i));
          ofFew.add(round(small, dossiers, 2 + i));
        }
      }
      return new StoredRounds(size(small, ofFew), size(large, ofMany));
    }
  }

  private static Size size(PathWorld world, List<Figures> rounds) throws Exception {
    History history = new History(world.server());
    return new Size(
        history.dossiers(), history.deliveries(), history.logEntries(), List.copyOf(rounds));
  }

  private static PathWorld filled(int dossiers, Optional<Path> folder) throws Exception {
    PathRound.Setting usual = PathRound.Setting.usual();
    PathWorld world =
        folder.isPresent() ? PathWorld.openIn(folder.orElseThrow(), usual) : PathWorld.open(usual);
    History history = new History(world.server());
    if (history.dossiers() >= dossiers) {
      ScaleCommand.say("going on with " + history.dossiers() + " stored dossiers");
      return world;
    }
    ScaleCommand.say("storing " + dossiers + " dossiers ...");
    world.register(TEMPLATES, 1000);
    try (ConfigurableApplicationContext _ = world.startHub()) {
      world.secondsUntilApplied(0, world.office().standing().rowsCommitted());
    }
    history.store(dossiers);
    long entries = Math.min(MOST_ENTRIES, ENTRIES_OF_DOSSIER * dossiers);
    ScaleCommand.say("filling the log with " + entries + " entries ...");
    SealingRate.fill(world.folder(), world.server(), entries);
    return world;
  }

  private static Figures round(PathWorld world, int dossiers, long seed) throws Exception {
    long rowsBefore = world.office().standing().rowsCommitted();
    long appliedBefore = world.portal().state().applied();
    world.register(dossiers, seed);
    long rows = world.office().standing().rowsCommitted() - rowsBefore;
    long begin = System.nanoTime();
    try (ConfigurableApplicationContext hub = world.startHub()) {
      double start = (System.nanoTime() - begin) / 1e9;
      double seconds = world.secondsUntilApplied(appliedBefore, rows);
      DeliveryLedger ledger = hub.getBean(DeliveryLedger.class);
      DeliveryFilter delivered = DeliveryFilter.in(DeliveryState.DELIVERED);
      String one = ledger.list(delivered, 1).getFirst().dossier();
      return new Figures(
          start,
          seconds * 1e6 / rows,
          millis(ledger::sums),
          millis(() -> ledger.list(delivered, 100)),
          millis(() -> ledger.show(one)),
          MemoryMb.measure(world.folder().root()).liveHeapAfterGc());
    }
  }

  /**
   * The second time counts: the first one reads into the memory what both sizes then find there.
   */
  private static double millis(Runnable question) {
    question.run();
    return WaitingRound.millis(question);
  }
}
