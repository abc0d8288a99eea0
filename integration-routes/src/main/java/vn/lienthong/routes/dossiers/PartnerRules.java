package vn.lienthong.routes.dossiers;

import java.time.Duration;

/**
 * What may be assumed of a partner.
 *
 * @param batchAtomic a refused batch had no effect at all
 * @param stepsIdempotent a step sent twice with equal content counts once
 * @param updatesIdempotent an update sent twice with equal content changes nothing
 * @param maxProcessing how long after a lost answer its call may still take effect
 */
record PartnerRules(
    boolean batchAtomic,
    boolean stepsIdempotent,
    boolean updatesIdempotent,
    Duration maxProcessing) {}
