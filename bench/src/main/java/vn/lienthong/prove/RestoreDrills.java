package vn.lienthong.prove;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * While the office works: a backup is made beside the running hub, work goes on, everything of the
 * hub is killed and its data thrown away, a backup is restored, the hub goes on. The office never
 * stops, and nobody tells the hub what happened since the backup.
 */
final class RestoreDrills {
  private static final double DOSSIERS_PER_SECOND = 5;
  private static final int PORTAL_IS_PAST = 20;
  private static final Duration TO_DIE = Duration.ofSeconds(30);

  private final World world;
  private final Witness witness;
  private final Trial.Wanted wanted;
  private final SplittableRandom random;
  private final List<Path> made = new ArrayList<>();
  private final Map<String, Integer> done = new TreeMap<>();
  private final RestoredLog log;
  private Duration longestAway = Duration.ZERO;
  private long mostInDoubt;

  RestoreDrills(World world, Witness witness, Trial.Wanted wanted) {
    this.world = world;
    this.witness = witness;
    this.wanted = wanted;
    this.random = new SplittableRandom(wanted.seed());
    this.log = new RestoredLog(world, witness);
  }

  /** What is thrown away. Keys and hub.yml lie in a safe, as the manual says. */
  enum Loss {
    /** Database and broker's journal; the folder of the published log survives. */
    DATABASE,
    /** The whole data folder, the published log with it. */
    FOLDER
  }

  /**
   * One drill; all chance in it comes from the seed.
   *
   * @param before effects at the portal before the backup
   * @param after effects that the backup does not know
   * @param age 0 for the newest backup, else how many earlier ones to go back, as far as there are
   * @param killedAfter how far into a restore it is killed first; empty when it is not
   */
  private record Plan(int before, int after, Loss loss, int age, Optional<Duration> killedAfter) {
    static Plan of(SplittableRandom random) {
      int before = random.nextInt(20, 80);
      int after = random.nextInt(30, 200);
      Loss loss = random.nextInt(3) == 0 ? Loss.FOLDER : Loss.DATABASE;
      int age = random.nextInt(3) == 0 ? random.nextInt(1, 3) : 0;
      int killed = random.nextInt(1_000, 7_000);
      return new Plan(
          before,
          after,
          loss,
          // Who loses the folder and has an old backup only cannot know how far the log had got.
          loss == Loss.FOLDER ? 0 : age,
          random.nextInt(3) == 0 ? Optional.of(Duration.ofMillis(killed)) : Optional.empty());
    }
  }

  Map<String, Integer> run(Map<String, Double> figures) throws IOException, InterruptedException {
    Backups backups = Backups.prepare(world);
    Work work = new OfficeWork(world.office(), DOSSIERS_PER_SECOND, wanted.seed());
    long end = System.nanoTime() + wanted.time().toNanos();
    for (int i = 1; i <= wanted.tries() && System.nanoTime() < end; i++) {
      work.keepOn();
      Plan plan = Plan.of(random);
      Trial.say("drill " + i + " " + plan);
      drill(backups, plan, i);
    }
    world.mend();
    work.finish();
    figures.put("longest from the loss to work at the portal, seconds", seconds(longestAway));
    figures.put("most deliveries in doubt after a restore", (double) mostInDoubt);
    figures.put("logs, one after the other", (double) witness.logs());
    figures.put("checkpoints kept outside beyond a log that was lost", (double) log.lost());
    return done;
  }

  private void drill(Backups backups, Plan plan, int number)
      throws IOException, InterruptedException {
    progress(plan.before());
    made.add(backups.make("backup-" + number));
    progress(plan.after());
    Path from = made.get(Math.max(0, made.size() - 1 - plan.age()));
    world.peakMb();
    long begin = System.nanoTime();
    killAll();
    witness.look(); // nobody publishes any more
    String last = lastKnown(plan.loss(), from);
    throwAway(plan.loss());
    if (plan.killedAfter().isPresent()
        && backups.restoreKilled(from, plan.killedAfter().orElseThrow())) {
      count("KILLED_RESTORE");
    }
    Optional<JsonNode> restored = backups.restore(from);
    if (restored.isEmpty()) {
      throw new IllegalStateException(
          "no hub to go on with: " + String.join("\n", world.troubles()));
    }
    mostInDoubt = Math.max(mostInDoubt, restored.orElseThrow().path("inDoubt").asLong());
    world.hub().start();
    progress(PORTAL_IS_PAST);
    Duration away = Duration.ofNanos(System.nanoTime() - begin);
    longestAway = longestAway.compareTo(away) < 0 ? away : longestAway;
    log.check(restored.orElseThrow().path("messageLog"), last, plan.loss());
    count("LOST_" + plan.loss());
    if (!from.equals(made.getLast())) {
      count("RESTORED_AN_OLDER_BACKUP");
    }
    Trial.say("went on after " + away.toSeconds() + " s, " + restored.orElseThrow());
  }

  /** The checkpoint that a new log has to name. */
  private String lastKnown(Loss loss, Path backup) throws IOException, InterruptedException {
    Optional<String> known =
        switch (loss) {
          case DATABASE -> witness.published();
          case FOLDER -> Backups.checkpoint(backup);
        };
    return known.orElseThrow(() -> new IllegalStateException("nothing was published"));
  }

  private void killAll() throws IOException, InterruptedException {
    List<Long> all = new ArrayList<>(world.server());
    world.hub().pid().ifPresent(all::add);
    Signals.send("KILL", all);
    world.hub().awaitDeath();
    if (!Waiting.until(TO_DIE, () -> world.server().isEmpty())) {
      throw new IllegalStateException("the database's server cannot be killed");
    }
  }

  private void throwAway(Loss loss) throws IOException, InterruptedException {
    List<Path> all;
    try (Stream<Path> children = Files.list(world.data())) {
      all = children.filter(child -> !survives(child, loss)).toList();
    }
    for (Path one : all) { // a process that was just killed may still close a file
      if (!Waiting.until(
          TO_DIE,
          () -> {
            Program.delete(one);
            return true;
          })) {
        throw new IllegalStateException("cannot be thrown away: " + one);
      }
    }
  }

  private static boolean survives(Path child, Loss loss) {
    String name = child.getFileName().toString();
    return name.equals("hub.yml")
        || name.equals("keys")
        || (loss == Loss.DATABASE && name.matches("log(-\\d+)?"));
  }

  private void progress(int effects) throws IOException, InterruptedException {
    long before = world.portal().applied();
    if (!Waiting.until(World.PATIENCE, () -> world.portal().applied() >= before + effects)) {
      world.trouble("nothing went on at the portal");
    }
    witness.look();
  }

  private void count(String what) {
    done.merge(what, 1, Integer::sum);
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1e3;
  }
}
