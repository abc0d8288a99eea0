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
  /** Every write, fsync and rename of what is published fails once, and is killed once. */
  WRITERS(1_000);

  private final int tries;

  Kind(int tries) {
    this.tries = tries;
  }

  /** How many faults there are unless told otherwise; of WRITERS, at most. */
  int usualTries() {
    return tries;
  }
}
