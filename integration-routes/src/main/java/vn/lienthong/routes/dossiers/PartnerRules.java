package vn.lienthong.routes.dossiers;

import java.time.Duration;

/**
 * What may be assumed of a partner.
 *
 * @param batchAtomic a refused batch had no effect at all
 * @param stepsIdempotent a step sent twice with equal content counts once
 * @param updatesIdempotent an update sent twice with equal content changes nothing
 * @param canBeAsked whether it tells if it knows a dossier
 * @param knownAddsRefused an add of a known dossier changes nothing and is answered as known
 * @param maxProcessing how long after a lost answer its call may still take effect
 */
record PartnerRules(
    boolean batchAtomic,
    boolean stepsIdempotent,
    boolean updatesIdempotent,
    boolean canBeAsked,
    boolean knownAddsRefused,
    Duration maxProcessing) {

  /** Most items of a call of this form: what would end in doubt when refused goes alone. */
  int mostItems(Form form, int batchSize) {
    return switch (form) {
      case ADD, UPDATE -> batchSize;
      case STEP -> batchAtomic || stepsIdempotent ? batchSize : 1;
    };
  }

  /** Whether a call of this form may be repeated byte for byte when it is in doubt. */
  boolean mayRepeat(Form form) {
    return switch (form) {
      case ADD -> knownAddsRefused;
      case UPDATE -> updatesIdempotent;
      case STEP -> stepsIdempotent;
    };
  }
}
