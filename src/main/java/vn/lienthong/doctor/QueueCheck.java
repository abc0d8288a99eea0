package vn.lienthong.doctor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import vn.lienthong.routes.dossiers.DeliveryLedger;
import vn.lienthong.routes.dossiers.DeliveryState;
import vn.lienthong.routes.dossiers.DeliverySums;
import vn.lienthong.routes.dossiers.RestoreTable;
import vn.lienthong.routes.jobs.JobDesk;
import vn.lienthong.routes.jobs.JobStanding;
import vn.lienthong.routes.nodes.LivingNodes;

/** What waits, what waits in vain, and whether anybody is there to do it. */
final class QueueCheck {
  private static final String PARTNER = "npsp";
  private static final Duration WARN = Duration.ofMinutes(15);
  private static final Duration ALARM = Duration.ofHours(1);

  private final DeliveryLedger deliveries;
  private final RestoreTable restores;
  private final LivingNodes nodes;

  QueueCheck(DeliveryLedger deliveries, RestoreTable restores, LivingNodes nodes) {
    this.deliveries = deliveries;
    this.restores = restores;
    this.nodes = nodes;
  }

  List<Finding> look() {
    Findings findings = new Findings("queue");
    List<String> living = nodes.names();
    if (living.isEmpty()) {
      findings.problem("no-node");
    } else {
      findings.ok("nodes", String.join(", ", living));
    }
    DeliverySums sums = deliveries.sums();
    Optional<Duration> oldest = deliveries.lag(PARTNER);
    Duration age = oldest.orElse(Duration.ZERO);
    long waiting = sums.in(DeliveryState.DUE) + sums.in(DeliveryState.IN_FLIGHT);
    if (age.compareTo(WARN) > 0) {
      findings.bad(age.compareTo(ALARM) > 0, "old", PARTNER, waiting, age);
    } else {
      findings.ok("flows", PARTNER, waiting, age);
    }
    stuck(findings, sums);
    if (restores.catchingUp()) {
      findings.warning("restored");
    }
    return findings.list();
  }

  private static void stuck(Findings findings, DeliverySums sums) {
    long refused = sums.in(DeliveryState.REFUSED);
    long parked = sums.in(DeliveryState.PARKED);
    long doubt = sums.in(DeliveryState.IN_DOUBT);
    if (refused + parked + doubt + sums.blocked() == 0) {
      findings.ok("none-stuck");
    } else {
      findings.warning("stuck", refused, parked, doubt, sums.blocked());
    }
  }

  static List<Finding> jobs(JobDesk desk) {
    Findings findings = new Findings("queue");
    List<JobStanding> standings = desk.standings();
    List<JobStanding> late = standings.stream().filter(one -> one.late().isPresent()).toList();
    for (JobStanding one : late) {
      JobStanding.Late how = one.late().orElseThrow();
      findings.problem(how.stuck() ? "job-stuck" : "job-late", one.job().name(), how.since());
    }
    if (late.isEmpty()) {
      findings.ok("jobs", standings.size());
    }
    return findings.list();
  }
}
