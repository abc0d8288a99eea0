package vn.lienthong.prove;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import vn.lienthong.connectors.onestop.simulator.Office;
import vn.lienthong.connectors.onestop.simulator.OfficePlan;

/** An office at a steady rate: dossiers come in and go their ways, some transactions roll back. */
final class OfficeWork implements Work {
  static final Instant MORNING = Instant.parse("2026-09-21T00:30:00Z");
  private static final double ROLLED_BACK = 0.05;
  private static final int DOSSIERS_OF_A_SHIFT = 60;

  private final Office office;
  private final double dossiersPerSecond;
  private final CompletableFuture<Void> shifts;
  private long seed;
  private volatile boolean closing;

  OfficeWork(Office office, double dossiersPerSecond, long seed) {
    this.office = office;
    this.dossiersPerSecond = dossiersPerSecond;
    this.seed = seed;
    this.shifts = CompletableFuture.runAsync(this::work);
  }

  private void work() {
    while (!closing) {
      seed++;
      office.run(
          new OfficePlan(
              DOSSIERS_OF_A_SHIFT, seed, 0, MORNING, ROLLED_BACK, Optional.of(dossiersPerSecond)));
    }
  }

  @Override
  public void keepOn() {
    if (shifts.isDone()) {
      shifts.join(); // tells why it ended
    }
  }

  @Override
  public void finish() throws InterruptedException {
    closing = true;
    Waiting.until(
        World.PATIENCE,
        () -> {
          office.stop(); // again and again: a shift may just begin
          return shifts.isDone();
        });
    shifts.join();
    office.resume(ROLLED_BACK, Optional.empty());
  }
}
