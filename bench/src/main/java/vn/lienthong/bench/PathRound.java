package vn.lienthong.bench;

import java.io.IOException;
import org.springframework.context.ConfigurableApplicationContext;
import vn.lienthong.app.MemoryMb;

/**
 * One round: an office's dossiers lie in the change feed, a hub starts, and the clock runs from the
 * portal's first effect to its last, files fetched included. Hub, database, broker and both
 * simulators share this machine.
 */
final class PathRound {
  private static final long SEED = 11;

  private PathRound() {}

  /**
   * What is measured.
   *
   * @param batchSize most dossiers of a call; 1 also means one step of a dossier a call
   * @param logged whether messages are logged
   * @param signed whether calls and answers are signed and checked
   */
  record Setting(int batchSize, boolean logged, boolean signed) {
    static Setting usual() {
      return new Setting(50, true, true);
    }

    /** The same route without log and signature. */
    static Setting bare() {
      return new Setting(50, false, false);
    }

    Setting withBatch(int size) {
      return new Setting(size, logged, signed);
    }

    @Override
    public String toString() {
      return "batch size "
          + batchSize
          + (logged ? ", logged" : ", not logged")
          + (signed ? ", signed" : ", not signed");
    }
  }

  /** What came of it. */
  record Result(
      Setting setting,
      long dossiers,
      long deliveries,
      double seconds,
      PathCounts counts,
      WhereTimeGoes time,
      MemoryMb memory) {
    double dossiersPerSecond() {
      return dossiers / seconds;
    }

    double microsPerDelivery() {
      return seconds * 1e6 / deliveries;
    }
  }

  static Result run(Setting setting, int dossiers) throws IOException, InterruptedException {
    try (PathWorld world = PathWorld.open(setting)) {
      world.register(dossiers, SEED);
      return measured(world);
    }
  }

  private static Result measured(PathWorld world) throws InterruptedException, IOException {
    long expected = world.office().standing().rowsCommitted();
    PathCounts.Meter meter = PathCounts.meter(world.server());
    WhereTimeGoes.Watch watch = WhereTimeGoes.watch(world.folder().root());
    try (ConfigurableApplicationContext _ = world.startHub()) {
      double seconds = world.secondsUntilApplied(0, expected);
      WhereTimeGoes time = watch.stop();
      PathCounts counts = meter.read(world.portal().state());
      MemoryMb memory = MemoryMb.measure(world.folder().root());
      return new Result(
          world.setting(),
          world.office().standing().dossiers(),
          expected,
          seconds,
          counts,
          time,
          memory);
    }
  }
}
