package vn.lienthong.connectors.onestop.simulator;

import static vn.lienthong.schemas.dossier.DossierStatus.FINANCIAL_OBLIGATION_REQUIRED;
import static vn.lienthong.schemas.dossier.DossierStatus.IN_PROCESS;
import static vn.lienthong.schemas.dossier.DossierStatus.NEWLY_REGISTERED;
import static vn.lienthong.schemas.dossier.DossierStatus.NOT_RECEIVED;
import static vn.lienthong.schemas.dossier.DossierStatus.PROCESSED;
import static vn.lienthong.schemas.dossier.DossierStatus.RECEIVED;
import static vn.lienthong.schemas.dossier.DossierStatus.RESULT_RETURNED;
import static vn.lienthong.schemas.dossier.DossierStatus.STOPPED;
import static vn.lienthong.schemas.dossier.DossierStatus.SUPPLEMENT_REQUIRED;
import static vn.lienthong.schemas.dossier.DossierStatus.WITHDRAWN_BY_CITIZEN;

import java.util.List;
import java.util.SplittableRandom;
import vn.lienthong.schemas.dossier.DossierStatus;

/** The ways a dossier goes through the office. Shares are ours; nobody publishes real ones. */
enum Flow {
  PLAIN(66, NEWLY_REGISTERED, RECEIVED, IN_PROCESS, PROCESSED, RESULT_RETURNED),
  SUPPLEMENT_AND_FEE(
      20,
      NEWLY_REGISTERED,
      RECEIVED,
      IN_PROCESS,
      SUPPLEMENT_REQUIRED,
      IN_PROCESS,
      FINANCIAL_OBLIGATION_REQUIRED,
      IN_PROCESS,
      PROCESSED,
      RESULT_RETURNED),
  REFUSED(6, NEWLY_REGISTERED, NOT_RECEIVED),
  WITHDRAWN(4, NEWLY_REGISTERED, RECEIVED, IN_PROCESS, WITHDRAWN_BY_CITIZEN),
  STOPPED_BY_OFFICE(4, NEWLY_REGISTERED, RECEIVED, IN_PROCESS, STOPPED);

  private final int percent;
  private final List<DossierStatus> statuses;

  Flow(int percent, DossierStatus... statuses) {
    this.percent = percent;
    this.statuses = List.of(statuses);
  }

  List<DossierStatus> statuses() {
    return statuses;
  }

  static Flow choose(SplittableRandom random) {
    int drawn = random.nextInt(100);
    for (Flow flow : values()) {
      drawn -= flow.percent;
      if (drawn < 0) {
        return flow;
      }
    }
    return PLAIN;
  }
}
