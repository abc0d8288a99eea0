package vn.lienthong.doctor;

import java.util.List;
import java.util.stream.Collectors;
import vn.lienthong.routes.partner.NpspProperties;
import vn.lienthong.routes.partner.PartnerDesk;
import vn.lienthong.schemas.delivery.DeliveryOutcome;
import vn.lienthong.schemas.error.HubError;

/** Whether the portal lets the province in, and how hard it may be called now. */
final class PartnerLoginCheck {
  private static final String PARTNER = "npsp";
  private static final List<String> PACE = List.of("calls-per-second", "concurrency", "timeout");

  private final NpspProperties npsp;
  private final PortalVisit portal;
  private final PartnerDesk desk;

  PartnerLoginCheck(NpspProperties npsp, PortalVisit portal, PartnerDesk desk) {
    this.npsp = npsp;
    this.portal = portal;
    this.desk = desk;
  }

  List<Finding> look() {
    Findings findings = new Findings("partners");
    PartnerDesk.Standing standing = desk.show(PARTNER);
    if (standing.maintenanceUntil().isPresent()) {
      findings.warning("maintenance", standing.maintenanceUntil().get());
      return findings.list();
    }
    PortalVisit.Visit visit = portal.visit();
    if (visit.failure().isEmpty()) {
      findings.ok("let-in", npsp.username(), npsp.agencyCode(), npsp.dstcode());
    } else {
      DeliveryOutcome failure = visit.failure().get();
      String step =
          visit.failedAt().map(one -> one == PortalVisit.Step.LOGIN).orElse(false)
              ? "login"
              : "read";
      if (isHeldBack(failure)) {
        findings.unknown("held-back", PortalVisit.said(failure));
      } else {
        findings.problem(
            isUnreachable(failure) ? step + "-lost" : step,
            PortalVisit.said(failure),
            npsp.username(),
            npsp.agencyCode(),
            npsp.dstcode());
      }
    }
    findings.ok(
        "pace",
        standing.settings().stream()
            .filter(one -> PACE.contains(one.setting().key()))
            .map(one -> one.setting().key() + "=" + one.value())
            .collect(Collectors.joining(", ")));
    return findings.list();
  }

  private static boolean isHeldBack(DeliveryOutcome failure) {
    return failure instanceof DeliveryOutcome.Deferred deferred
        && deferred.error() == HubError.PARTNER_HELD_BACK;
  }

  private static boolean isUnreachable(DeliveryOutcome failure) {
    return switch (failure) {
      case DeliveryOutcome.Deferred deferred ->
          deferred.error() == HubError.PARTNER_UNREACHABLE
              || deferred.error() == HubError.PARTNER_ANSWER_LOST;
      case DeliveryOutcome.Unknown _ -> true;
      case DeliveryOutcome.Accepted _,
          DeliveryOutcome.Refused _,
          DeliveryOutcome.SessionExpired _ ->
          false;
    };
  }
}
