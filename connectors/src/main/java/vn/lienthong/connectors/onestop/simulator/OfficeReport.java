package vn.lienthong.connectors.onestop.simulator;

import java.util.List;

/**
 * What the office did.
 *
 * @param dossiers dossiers with at least one row in the feed
 * @param steps step rows committed
 * @param snapshots dossier rows committed
 * @param rowsCommitted steps and snapshots together
 * @param rolledBack transactions rolled back
 * @param heldOpen transactions held open while others committed
 * @param planted dossiers that are faulty on purpose and not mended yet
 */
public record OfficeReport(
    long dossiers,
    long steps,
    long snapshots,
    long rowsCommitted,
    long rolledBack,
    long heldOpen,
    List<Planted> planted) {
  public OfficeReport {
    planted = List.copyOf(planted);
  }
}
