package vn.lienthong.prove;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What happens to one of several nodes, or to all of them in turn, and to their broker. */
final class NodeFaults {
  /** How long the work of a killed node may lie. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private static final Duration FOR_A_RUN = Duration.ofSeconds(12);
  private static final String RUNNER = "SELECT node FROM jobs.run WHERE state = 'RUNNING' LIMIT 1";
  private static final String UNFINISHED_RUNS =
      "SELECT count(*) FROM jobs.run WHERE node LIKE '%' || :node AND state = 'RUNNING'";
  private static final String OTHERS_RUNS =
      """
      SELECT count(*) FROM jobs.run
       WHERE node NOT LIKE '%' || :node AND started_at > CAST(:since AS timestamptz)
      """;
  private static final String NOW = "SELECT CAST(now() AS text)";
  private static final String IN_FLIGHT =
      """
      SELECT id FROM dossiers.delivery
       WHERE state = 'IN_FLIGHT' AND lease_owner LIKE '%' || :node
      """;
  private static final String OPEN =
      """
      SELECT count(*) FROM dossiers.delivery
       WHERE id = ANY(:ids) AND state NOT IN ('DELIVERED', 'SUPERSEDED')
      """;

  private final World world;
  private Duration longestJob = Duration.ZERO;
  private Duration longestDelivery = Duration.ZERO;
  private int interruptedRuns;
  private int interruptedDeliveries;

  NodeFaults(World world) {
    this.world = world;
  }

  boolean strike(PlannedFault planned) throws IOException, InterruptedException {
    List<HubNode> nodes = world.nodes();
    HubNode one = nodes.get(planned.pick() % nodes.size());
    switch (planned.fault()) {
      case KILL_NODE -> kill(runner(nodes).orElse(one));
      case STOP_NODE -> Injector.stop(one.pid().stream().toList(), planned.millis());
      case ROLL_NODES -> roll(nodes);
      case KILL_BROKER -> {
        world.broker().kill();
        TimeUnit.MILLISECONDS.sleep(planned.millis());
        world.broker().start();
      }
      case LOSE_BROKER -> {
        world.broker().kill();
        world.broker().loseJournal();
        world.broker().start();
      }
      default -> throw new IllegalStateException(planned.fault() + " is not of nodes");
    }
    return true;
  }

  void figures(Map<String, Double> figures) {
    if (world.nodes().size() > 1) {
      figures.put("longest until a killed node's job ran elsewhere, seconds", seconds(longestJob));
      figures.put(
          "longest until what a killed node had in flight was at its end, seconds",
          seconds(longestDelivery));
      figures.put("runs of the job that a kill interrupted", (double) interruptedRuns);
      figures.put("deliveries in flight at a kill", (double) interruptedDeliveries);
    }
  }

  /** The node that runs a job at this moment; waits a while for a run to begin. */
  private Optional<HubNode> runner(List<HubNode> nodes) throws IOException, InterruptedException {
    JdbcClient database = database();
    String[] name = {""};
    Waiting.until(
        FOR_A_RUN,
        () -> {
          name[0] = database.sql(RUNNER).query(String.class).optional().orElse("");
          return !name[0].isEmpty();
        });
    return nodes.stream().filter(node -> name[0].endsWith(node.suffix())).findFirst();
  }

  private void kill(HubNode node) throws IOException, InterruptedException {
    String name = node.suffix();
    node.kill();
    long begin = System.nanoTime();
    JdbcClient database = database();
    String since = database.sql(NOW).query(String.class).single();
    List<UUID> inFlight = database.sql(IN_FLIGHT).param("node", name).query(UUID.class).list();
    interruptedDeliveries += inFlight.size();
    interruptedRuns +=
        database.sql(UNFINISHED_RUNS).param("node", name).query(Integer.class).single();
    Delay job = new Delay(begin);
    Delay deliveries = new Delay(begin);
    UUID[] ids = inFlight.toArray(UUID[]::new);
    Waiting.until(
        World.PATIENCE,
        () -> {
          deliveries.noteIf(ids.length == 0 || count(database, ids) == 0);
          job.noteIf(
              count(database, OTHERS_RUNS, name, since) > 0 && unfinished(database, name) == 0);
          return job.isOver() && deliveries.isOver();
        });
    longestJob = longer(longestJob, judged("its job", job));
    if (ids.length > 0) {
      longestDelivery = longer(longestDelivery, judged("what it had in flight", deliveries));
    }
    node.start();
  }

  /** How long something took that began at a moment and may be over. */
  private static final class Delay {
    private final long begin;
    private Optional<Duration> length = Optional.empty();

    Delay(long begin) {
      this.begin = begin;
    }

    void noteIf(boolean over) {
      if (over && length.isEmpty()) {
        length = Optional.of(soFar());
      }
    }

    boolean isOver() {
      return length.isPresent();
    }

    Duration length() {
      return length.orElseGet(this::soFar);
    }

    private Duration soFar() {
      return Duration.ofNanos(System.nanoTime() - begin);
    }
  }

  private Duration judged(String what, Delay delay) {
    Duration length = delay.length();
    if (!delay.isOver() || length.compareTo(LONGEST) > 0) {
      world.trouble(what + " was taken over " + length.toMillis() + " ms after a node was killed");
    }
    return length;
  }

  private static long count(JdbcClient database, UUID[] ids) {
    return database.sql(OPEN).param("ids", ids).query(Long.class).single();
  }

  private static long count(JdbcClient database, String sql, String node, String since) {
    return database.sql(sql).param("node", node).param("since", since).query(Long.class).single();
  }

  private static long unfinished(JdbcClient database, String node) {
    return database.sql(UNFINISHED_RUNS).param("node", node).query(Long.class).single();
  }

  /** Told to stop, a node ends what it began and leaves nothing in flight. */
  private void roll(List<HubNode> nodes) throws IOException, InterruptedException {
    for (HubNode node : nodes) {
      String name = node.suffix();
      node.stop();
      List<UUID> left = database().sql(IN_FLIGHT).param("node", name).query(UUID.class).list();
      if (!left.isEmpty()) {
        world.trouble("a node that was told to stop left " + left.size() + " in flight");
      }
      node.start();
    }
  }

  private JdbcClient database() throws IOException {
    return JdbcClient.create(world.hubDatabase());
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1e3;
  }
}
