package vn.lienthong.prove;

/** What is proved. */
enum Kind {
  /** Hub, database, broker's journal and portal are killed at random moments. */
  KILLS(20),
  /** The portal answers wrongly, late or not at all; processes stop for a while. */
  FAULTS(200),
  /** Both in one run, a kill for every forty faults. */
  MIXED(200),
  /** Many steps of few dossiers, under the faults of the portal. */
  ORDER(100),
  /** The portal is away for a time, while the office goes on. */
  OUTAGE(1),
  /** The hub's disk is full for a time. */
  DISK(3),
  /** The hub's data is lost and a backup restored, while the office works. */
  RESTORE(5),
  /** Three nodes are killed, stopped and restarted, and their broker. */
  NODES(20),
  /** Another system has sent everything so far; the hub takes over. */
  ADOPT(5_000),
  /**
   * Every write, fsync and rename of what is published, exported or backed up fails and is killed.
   */
  WRITERS(1_000);

  private final int tries;

  Kind(int tries) {
    this.tries = tries;
  }

  /** How many faults there are unless told otherwise; of ADOPT, dossiers; of WRITERS, at most. */
  int usualTries() {
    return tries;
  }

  /** Where it puts the hub's database and broker. */
  Layout layout() {
    return switch (this) {
      case NODES -> Layout.NODES;
      case WRITERS -> Layout.SERVER_APART;
      case KILLS, FAULTS, MIXED, ORDER, OUTAGE, DISK, RESTORE, ADOPT -> Layout.ALONE;
    };
  }
}
