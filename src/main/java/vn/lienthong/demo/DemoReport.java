package vn.lienthong.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.lienthong.app.MemoryMb;
import vn.lienthong.signing.verify.Report;

/** The figures of one demonstration, as {@code --json FILE} writes them. */
record DemoReport(
    Procedures procedures,
    Deliveries deliveries,
    Captured dossiers,
    Captured steps,
    Planted planted,
    Optional<Npsp> npsp,
    Log log,
    Seconds seconds,
    MemoryMb memoryMb) {

  /** How many procedures each side holds, and how they agree. */
  record Procedures(
      long npsp,
      long registry,
      long onestop,
      long equal,
      long different,
      long onlyNpsp,
      long onlyOnestop,
      long realFields,
      long generatedFields,
      boolean generated) {}

  /** Deliveries accepted, and the state each is in. */
  record Deliveries(
      long accepted,
      long due,
      long inFlight,
      long delivered,
      long refused,
      long parked,
      long blocked,
      long superseded,
      long inDoubt) {}

  /** What the one-stop system wrote, and what the portal has of it. */
  record Captured(long captured, long delivered) {}

  /** Refusals that were planted and found. */
  record Planted(long planted, long refused) {}

  /** What the portal counted; absent where it tells nothing. */
  record Npsp(
      long applied,
      long appliedTwice,
      long repeated,
      long orderViolations,
      long invalidSignatures,
      long filesFetched,
      long filesWrong) {}

  /**
   * The log.
   *
   * @param sealed whether every entry had its place before the export
   * @param verdict of the verifier on the export
   * @param verified whether that is VALID, for all that was exported
   * @param findings why it is not, the first few
   */
  record Log(
      long entries,
      long size,
      String rootHash,
      boolean sealed,
      Report.Verdict verdict,
      boolean verified,
      List<String> findings) {}

  /** How long each part took, in seconds. */
  record Seconds(double startup, double procedures, double dossiers, double total) {}

  /** What does not hold, in words; empty when everything holds. */
  List<String> failings(int wantedDossiers) {
    List<String> found = new ArrayList<>();
    expect(found, procedures.equal == procedures.registry, "procedures differ: " + procedures);
    expect(found, procedures.different == 0, "different procedures: " + procedures.different);
    expect(found, procedures.onlyNpsp == 0, "only at the portal: " + procedures.onlyNpsp);
    expect(found, procedures.onlyOnestop == 0, "only here: " + procedures.onlyOnestop);
    expect(found, procedures.registry > 0, "no procedure was read");
    expect(
        found,
        dossiers.captured >= wantedDossiers,
        "captured " + dossiers.captured + " of " + wantedDossiers + " dossiers");
    expect(
        found,
        dossiers.delivered == dossiers.captured - planted.refused,
        "dossiers delivered " + dossiers.delivered + " of " + dossiers.captured);
    expect(found, planted.refused == planted.planted, "planted refusals: " + planted);
    expect(found, deliveries.refused == planted.planted, "refused: " + deliveries.refused);
    expect(found, deliveries.parked == 0, "parked: " + deliveries.parked);
    expect(found, deliveries.inDoubt == 0, "in doubt: " + deliveries.inDoubt);
    expect(found, deliveries.inFlight == 0, "in flight: " + deliveries.inFlight);
    expect(found, deliveries.due == deliveries.blocked, "still due: " + deliveries.due);
    expect(
        found,
        deliveries.accepted
            == deliveries.due
                + deliveries.inFlight
                + deliveries.delivered
                + deliveries.refused
                + deliveries.parked
                + deliveries.superseded
                + deliveries.inDoubt,
        "the states do not sum up: " + deliveries);
    npsp.ifPresent(
        seen -> {
          expect(found, seen.appliedTwice == 0, "applied twice: " + seen.appliedTwice);
          expect(found, seen.orderViolations == 0, "order violations: " + seen.orderViolations);
          expect(
              found, seen.invalidSignatures == 0, "invalid signatures: " + seen.invalidSignatures);
          expect(found, seen.filesWrong == 0, "files not fetched right: " + seen.filesWrong);
        });
    expect(found, log.sealed, "the log is not sealed to its end");
    expect(found, log.verified, "the log does not verify: " + log.findings);
    return found;
  }

  private static void expect(List<String> found, boolean holds, String otherwise) {
    if (!holds) {
      found.add(otherwise);
    }
  }
}
