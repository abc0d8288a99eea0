package vn.lienthong.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Lets every write, fsync and rename fail once with EIO and be killed once, in the running hub that
 * publishes its log and in the command that exports it. What is left is verified, the hub goes on
 * without a hand, and what it then publishes must verify.
 */
final class Writers {
  private final World world;
  private final Witness witness;
  private final Trial.Wanted wanted;
  private final Map<String, Integer> done = new TreeMap<>();

  Writers(World world, Witness witness, Trial.Wanted wanted) {
    this.world = world;
    this.witness = witness;
    this.wanted = wanted;
  }

  /** One call to be made to fail. */
  interface Point {
    /** Does it and looks at what came of it; false when the call was not met. */
    boolean strike() throws IOException, InterruptedException;

    /** Who writes what, and how it fails. */
    String name();
  }

  Map<String, Integer> run(Map<String, Double> figures) throws IOException, InterruptedException {
    Work work = new OfficeWork(world.office(), 1, wanted.seed());
    if (!Waiting.until(
        World.PATIENCE, () -> Files.exists(world.published().resolve("checkpoint")))) {
      world.trouble("nothing was published");
    }
    CheckpointWriter publishing = new CheckpointWriter(world, witness);
    List<Point> points = publishing.points();
    strike(chosen(points), work::keepOn);
    work.finish();
    new Standing(world).awaitRest(); // so that every request in the log has its outcome
    world.stopHub();
    ExportWriter exporting = new ExportWriter(world, witness);
    List<Point> others = exporting.points();
    strike(chosen(others), () -> {}); // the hub is down: nothing is told meanwhile
    exporting.endWhole();
    world.startHub();
    figures.put(
        "points after which the signature was ahead until the hub went on",
        (double) publishing.betweenRenames());
    figures.put("points of the writers", (double) points.size() + others.size());
    return done;
  }

  /** All of them, or as many as wanted of each writer, drawn from the seed. */
  private List<Point> chosen(List<Point> points) {
    List<Point> some = new ArrayList<>(points);
    if (wanted.tries() < some.size()) {
      Collections.shuffle(some, new Random(wanted.seed()));
    }
    return some.subList(0, Math.min(wanted.tries(), some.size()));
  }

  private void strike(List<Point> points, Runnable between)
      throws IOException, InterruptedException {
    for (Point point : points) {
      between.run();
      witness.look();
      Trial.say(point.name());
      if (point.strike()) {
        done.merge(point.name(), 1, Integer::sum);
      } else {
        world.trouble("not met: " + point.name());
      }
    }
  }
}
