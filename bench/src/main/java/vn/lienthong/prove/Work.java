package vn.lienthong.prove;

/** What the one-stop system does while others are disturbed. */
interface Work {
  /** Called between faults: fails if the work ended by itself. */
  void keepOn();

  /** Ends what was begun, undisturbed; every dossier's story is told when it returns. */
  void finish() throws InterruptedException;
}
