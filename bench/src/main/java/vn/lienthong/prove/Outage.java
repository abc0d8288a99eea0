package vn.lienthong.prove;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import vn.lienthong.connectors.onestop.simulator.OfficePlan;

/**
 * The portal is away while a backlog grows, once as shortly as the office takes to write it, once
 * for the time wanted. Compares how fast the two backlogs drain. The outage is a real one, in real
 * time: the hub's clock cannot be moved from outside.
 */
final class Outage {
  private static final int WARM_UP = 150;
  private static final int DOSSIERS = 400;
  private static final double LEAST_RATIO = 0.9;

  private final World world;
  private final Trial.Wanted wanted;
  private long seed;

  Outage(World world, Trial.Wanted wanted) {
    this.world = world;
    this.wanted = wanted;
    this.seed = wanted.seed();
  }

  Map<String, Integer> run(Map<String, Double> figures) throws IOException, InterruptedException {
    drainAfter(Duration.ZERO, WARM_UP);
    double usual = drainAfter(Duration.ZERO, DOSSIERS);
    double afterwards = drainAfter(wanted.time(), DOSSIERS);
    figures.put("outage, seconds", wanted.time().toMillis() / 1e3);
    figures.put("usual speed, effects a second", usual);
    figures.put("speed after the outage, effects a second", afterwards);
    figures.put("ratio", afterwards / usual);
    if (afterwards / usual < LEAST_RATIO) {
      world.trouble("after the outage it drained at less than " + LEAST_RATIO + " of its speed");
    }
    return Map.of("OUTAGE", 1);
  }

  /** Effects a second from the first one after the portal is back to the last one. */
  private double drainAfter(Duration away, int dossiers) throws IOException, InterruptedException {
    long before = world.portal().applied();
    world.killPortal();
    seed++;
    long begin = System.nanoTime();
    world.office().run(new OfficePlan(dossiers, seed, 0, OfficeWork.MORNING, 0, Optional.empty()));
    Duration left = away.minusNanos(System.nanoTime() - begin);
    TimeUnit.MILLISECONDS.sleep(Math.max(0, left.toMillis()));
    Standing standing = new Standing(world);
    if (!Waiting.until(World.PATIENCE, standing::isCaptured)) {
      world.trouble("the backlog was not captured");
    }
    world.startPortal();
    Trial.say("the portal is back after " + (System.nanoTime() - begin) / 1_000_000 + " ms");
    return speed(before, standing);
  }

  private double speed(long before, Standing standing) throws IOException, InterruptedException {
    Waiting.until(World.PATIENCE, () -> world.portal().applied() > before);
    long first = world.portal().applied();
    long begin = System.nanoTime();
    if (!Waiting.until(World.PATIENCE, standing::isDelivered)) {
      world.trouble("the backlog did not drain");
    }
    return (world.portal().applied() - first) / ((System.nanoTime() - begin) / 1e9);
  }
}
