package vn.lienthong.prove;

/** Where the hub's database and broker are. */
enum Layout {
  /** In its data folder and its process. */
  ALONE(1, "-"),
  /** The database is on the one-stop system's server: the hub has no server of its own. */
  SERVER_APART(1, "-"),
  /** That, and the broker is a process of its own; a job runs every five seconds. */
  NODES(3, "*/5 * * * * *"),
  /** Such nodes without that job, to measure. */
  PAIR(2, "-");

  private final int nodes;
  private final String job;

  Layout(int nodes, String job) {
    this.nodes = nodes;
    this.job = job;
  }

  boolean isOfNodes() {
    return nodes > 1;
  }

  /** How many nodes run. */
  int nodes() {
    return nodes;
  }

  /** When the procedures are read, as cron; "-" for never. */
  String job() {
    return job;
  }
}
