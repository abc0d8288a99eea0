package vn.lienthong.prove;

import java.io.IOException;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What must hold of several nodes that worked together: one at a time did what one may do. */
final class Together {
  private static final String OVERLAPPING =
      """
      SELECT count(*) FROM jobs.run AS a JOIN jobs.run AS b
          ON a.job = b.job AND a.id < b.id
         AND a.state NOT IN ('SKIPPED', 'LOST') AND b.state NOT IN ('SKIPPED', 'LOST')
         AND a.started_at < COALESCE(b.ended_at, now())
         AND b.started_at < COALESCE(a.ended_at, now())
      """;
  private static final String RUNS = "SELECT count(*) FROM jobs.run WHERE trigger = 'SCHEDULE'";
  private static final String RUNNERS =
      "SELECT count(DISTINCT node) FROM jobs.run WHERE trigger = 'SCHEDULE'";
  private static final String GAPS =
      """
      SELECT max(index) + 1 - count(*) + count(*) - count(DISTINCT entry_id) FROM messagelog.leaf
      """;

  private final World world;
  private final Witness witness;

  Together(World world, Witness witness) {
    this.world = world;
    this.witness = witness;
  }

  /** Notes what does not hold. */
  void check(Map<String, Double> figures) throws IOException, InterruptedException {
    long twice = count(OVERLAPPING);
    if (twice > 0) {
      world.trouble(twice + " times a job ran twice at the same time");
    }
    if (count(RUNNERS) < 2) {
      world.trouble("only one node ran the job: nothing is proved of several");
    }
    if (count(GAPS) != 0) {
      world.trouble("the log has a gap, or an entry twice");
    }
    for (HubNode node : world.nodes()) {
      if (!Waiting.until(
          World.PATIENCE, () -> witness.lookAt(node.data().resolve("log")) == Witness.Look.RIGHT)) {
        world.trouble("the log of " + node.data().getFileName() + " does not hold");
      }
    }
    figures.put("nodes", (double) world.nodes().size());
    figures.put("runs of the job", (double) count(RUNS));
    figures.put("processes that ran it", (double) count(RUNNERS));
  }

  private long count(String sql) throws IOException {
    return JdbcClient.create(world.hubDatabase()).sql(sql).query(Long.class).single();
  }
}
