package vn.lienthong.routes.dossiers;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How dossiers are captured and delivered.
 *
 * @param batchSize most items of one call, 1 to 500
 * @param stepsOfDossier most consecutive steps of one dossier in one call, 1 to 100; 1 where the
 *     partner's call may not hold a dossier twice
 * @param workers calls that are prepared and sent at once by a node, 1 to 64
 * @param maxAttempts attempts before a delivery is parked, 1 to 100
 * @param lease how long a worker may hold a delivery; must be longer than the partner's timeout
 * @param backOffFirst wait after the first deferral; doubles with each one in a row
 * @param backOffMost longest wait between two tries
 * @param sweep how often what is due, expired or in doubt is looked for
 * @param feedPage most rows of the change feed in one transaction, 1 to 5000
 * @param feedBusy how often the change feed is read while changes come
 * @param feedIdle how often it is read while none come
 */
@ConfigurationProperties("hub.dossiers")
public record DossiersProperties(
    @DefaultValue("50") int batchSize,
    @DefaultValue("20") int stepsOfDossier,
    @DefaultValue("4") int workers,
    @DefaultValue("8") int maxAttempts,
    @DefaultValue("60s") Duration lease,
    @DefaultValue("1s") Duration backOffFirst,
    @DefaultValue("5m") Duration backOffMost,
    @DefaultValue("1s") Duration sweep,
    @DefaultValue("500") int feedPage,
    @DefaultValue("50ms") Duration feedBusy,
    @DefaultValue("1s") Duration feedIdle) {
  public DossiersProperties {
    between("batch-size", batchSize, 1, 500);
    between("steps-of-dossier", stepsOfDossier, 1, 100);
    between("workers", workers, 1, 64);
    between("max-attempts", maxAttempts, 1, 100);
    between("feed-page", feedPage, 1, 5000);
    positive("lease", lease);
    positive("back-off-first", backOffFirst);
    positive("back-off-most", backOffMost);
    positive("sweep", sweep);
    positive("feed-busy", feedBusy);
    positive("feed-idle", feedIdle);
  }

  private static void between(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "hub.dossiers." + name + " must be " + least + " to " + most + ", is " + value);
    }
  }

  private static void positive(String name, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException(
          "hub.dossiers." + name + " must be longer than nothing, is " + value);
    }
  }
}
