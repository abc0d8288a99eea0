package vn.lienthong.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** Carries planned faults out and counts those that took place. */
final class Injector {
  private static final Duration FOR_A_CALL = Duration.ofSeconds(15);
  private static final String CUT =
      """
      SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
       WHERE application_name = 'lien-thong' AND datname = current_database()
      """;

  private final World world;
  private final NodeFaults nodes;
  private final Map<Fault, Integer> done = new EnumMap<>(Fault.class);

  Injector(World world) {
    this.world = world;
    this.nodes = new NodeFaults(world);
  }

  /** What was measured on the way. */
  void figures(Map<String, Double> figures) {
    nodes.figures(figures);
  }

  /** Faults that took place, by kind. */
  Map<Fault, Integer> done() {
    return Map.copyOf(done);
  }

  /** Pauses, then does it, and puts everything back; what does not go on afterwards is noted. */
  void inject(PlannedFault planned) throws IOException, InterruptedException {
    TimeUnit.MILLISECONDS.sleep(planned.pauseMillis());
    boolean took = planned.fault().isOfOneCall() ? atACall(planned) : atProcesses(planned);
    if (took) {
      done.merge(planned.fault(), 1, Integer::sum);
    }
  }

  /** True when a call met the fault. */
  private boolean atACall(PlannedFault planned) throws IOException, InterruptedException {
    world.portal().fault(planned.words());
    boolean met = Waiting.until(FOR_A_CALL, () -> world.portal().waitingFaults() == 0);
    if (!met) {
      world.portal().clearFaults();
    }
    return met;
  }

  private boolean atProcesses(PlannedFault planned) throws IOException, InterruptedException {
    boolean took = strike(planned);
    long before = world.portal().applied();
    if (!Waiting.until(World.PATIENCE, () -> world.portal().applied() > before)) {
      world.trouble("nothing went on after " + planned);
    }
    return took;
  }

  private boolean strike(PlannedFault planned) throws IOException, InterruptedException {
    int millis = planned.millis();
    switch (planned.fault()) {
      case CLOSED_PORT -> {
        world.portal().fault(planned.words());
        TimeUnit.MILLISECONDS.sleep(millis);
        return Waiting.until(World.PATIENCE, () -> world.portal().state().isObject());
      }
      case STOP_PORTAL -> stop(world.portalPid().stream().toList(), millis);
      case STOP_HUB -> stop(world.hub().pid().stream().toList(), millis);
      case STOP_DATABASE -> stop(world.server(), millis);
      case CUT_DATABASE -> {
        return cut(world.hubDatabase());
      }
      case CUT_ONE_STOP -> {
        return cut(world.feed());
      }
      case KILL_HUB -> {
        world.hub().kill();
        world.hub().start();
      }
      case KILL_STARTING_HUB -> {
        world.hub().kill();
        world.hub().launch();
        TimeUnit.MILLISECONDS.sleep(millis);
        world.hub().kill();
        world.hub().start();
      }
      case LOSE_JOURNAL -> {
        world.hub().kill();
        Program.delete(world.data().resolve("artemis"));
        world.hub().start();
      }
      case KILL_DATABASE -> {
        return killDatabase(world.server().stream().limit(1).toList());
      }
      case KILL_BACKEND -> {
        List<Long> children = world.server().stream().skip(1).toList();
        return !children.isEmpty()
            && killDatabase(List.of(children.get(planned.pick() % children.size())));
      }
      case KILL_PORTAL -> {
        world.killPortal();
        TimeUnit.MILLISECONDS.sleep(millis);
        world.startPortal();
      }
      case KILL_ALL -> {
        List<Long> all = new ArrayList<>(world.server());
        world.hub().pid().ifPresent(all::add);
        world.portalPid().ifPresent(all::add);
        Signals.send("KILL", all);
        world.killPortal(); // waits until it is gone
        world.hub().awaitDeath();
        world.startPortal();
        world.hub().start();
      }
      case KILL_NODE, STOP_NODE, ROLL_NODES, KILL_BROKER, LOSE_BROKER -> {
        return nodes.strike(planned);
      }
      case FULL_DISK -> {
        return fill(world.data().resolve("filler"), millis);
      }
      case RESET,
          LOST_REPLY,
          STATUS,
          GARBAGE,
          EXPIRED_SESSION,
          OTHER_CASE,
          SLOW,
          LATE_REPLY,
          LATE_EFFECT ->
          throw new IllegalStateException(planned.fault() + " happens to a call");
    }
    return true;
  }

  static void stop(List<Long> pids, int millis) throws IOException, InterruptedException {
    Signals.send("STOP", pids);
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } finally {
      Signals.send("CONT", pids);
    }
  }

  private static boolean cut(DataSource database) {
    try (Connection connection = database.getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery(CUT)) {
      return row.next() && row.getInt(1) > 0;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The hub, or the server itself, must bring it back. */
  private boolean killDatabase(List<Long> pids) throws IOException, InterruptedException {
    Signals.send("KILL", pids);
    boolean back =
        Waiting.until(
            World.PATIENCE,
            () -> {
              try (Connection connection = world.hubDatabase().getConnection()) {
                return connection.isValid(5);
              }
            });
    if (!back) {
      world.trouble("the database did not come back");
    }
    return !pids.isEmpty();
  }

  /** True when the hub took nothing in while the disk was full: the office goes on all the time. */
  private boolean fill(Path filler, int millis) throws IOException, InterruptedException {
    Standing standing = new Standing(world);
    try {
      SmallDisk.fill(filler);
      TimeUnit.MILLISECONDS.sleep(millis / 2);
      long before = standing.accepted();
      TimeUnit.MILLISECONDS.sleep(millis / 2);
      return standing.accepted() == before;
    } finally {
      Files.deleteIfExists(filler);
    }
  }
}
