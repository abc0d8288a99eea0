package vn.lienthong.prove;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * Lets every write, fsync and rename fail once with EIO and be killed once, in the running hub that
 * publishes its log, in the command that backs it up and in the one that exports the log. What is
 * left is verified, the hub goes on without a hand, and what it then publishes must verify; at the
 * end a backup that was made before is restored.
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
    Backups backups = Backups.prepare(world);
    BackupWriter backing = BackupWriter.beside(world, backups);
    List<Point> ofBackup = backing.points();
    strike(chosen(ofBackup), work::keepOn);
    backing.demandWhole();
    work.finish();
    new Standing(world).awaitRest(); // so that every request in the log has its outcome
    world.hub().stop();
    ExportWriter exporting = new ExportWriter(world, witness);
    List<Point> others = exporting.points();
    strike(chosen(others), () -> {}); // the hub is down: nothing is told meanwhile
    exporting.endWhole();
    restore(backups, backing.earlier());
    figures.put(
        "points after which the signature was ahead until the hub went on",
        (double) publishing.betweenRenames());
    figures.put("points of the writers", (double) points.size() + ofBackup.size() + others.size());
    return done;
  }

  /** The backup that was made before all blows on later ones, in earnest. */
  private void restore(Backups backups, Path earlier) throws IOException, InterruptedException {
    String last = witness.published().orElseThrow();
    Optional<JsonNode> restored = backups.restore(earlier);
    world.hub().start();
    if (restored.isPresent()) {
      new RestoredLog(world, witness)
          .check(restored.orElseThrow().path("messageLog"), last, RestoreDrills.Loss.DATABASE);
    }
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
