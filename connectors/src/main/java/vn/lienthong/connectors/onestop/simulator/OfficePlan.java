package vn.lienthong.connectors.onestop.simulator;

import java.time.Instant;
import java.util.Optional;

/**
 * What an office shall do. The same plan on an empty database gives the same documents.
 *
 * @param dossiers how many dossiers come in, 0 to 10,000,000
 * @param seed where all chance comes from
 * @param plantedRefusals how many of the dossiers are faulty on purpose; the rest are right
 * @param startOfDay the morning on which they come in. Stories go on for up to 25 days from there,
 *     so take a day in the past where no time may lie ahead
 * @param rollbackShare share of transactions that are rolled back, 0 to below 0.9
 * @param dossiersPerSecond how fast they are worked off; as fast as it goes when empty
 * @param ownedElsewhere how many of the dossiers were received on a ministry's portal, {@link
 *     #PORTAL}, and stand in the office's feed all the same
 */
public record OfficePlan(
    int dossiers,
    long seed,
    int plantedRefusals,
    Instant startOfDay,
    double rollbackShare,
    Optional<Double> dossiersPerSecond,
    int ownedElsewhere) {
  /** Name of the ministry's portal that owns dossiers. */
  public static final String PORTAL = "Cổng mô phỏng của bộ";

  /** A plan in which the office owns all dossiers. */
  public OfficePlan(
      int dossiers,
      long seed,
      int plantedRefusals,
      Instant startOfDay,
      double rollbackShare,
      Optional<Double> dossiersPerSecond) {
    this(dossiers, seed, plantedRefusals, startOfDay, rollbackShare, dossiersPerSecond, 0);
  }

  public OfficePlan {
    if (dossiers < 0 || dossiers > 10_000_000) {
      throw new IllegalArgumentException("dossiers must be 0 to 10000000, is " + dossiers);
    }
    if (plantedRefusals < 0 || plantedRefusals > dossiers) {
      throw new IllegalArgumentException(
          "plantedRefusals must be 0 to the number of dossiers, is " + plantedRefusals);
    }
    if (ownedElsewhere < 0 || ownedElsewhere > dossiers) {
      throw new IllegalArgumentException(
          "ownedElsewhere must be 0 to the number of dossiers, is " + ownedElsewhere);
    }
    if (!(rollbackShare >= 0 && rollbackShare < 0.9)) {
      throw new IllegalArgumentException("rollbackShare must be 0 to 0.9, is " + rollbackShare);
    }
    if (dossiersPerSecond.filter(rate -> !(rate > 0)).isPresent()) {
      throw new IllegalArgumentException("dossiersPerSecond must be above 0");
    }
  }
}
