package vn.lienthong.console;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import vn.lienthong.routes.partner.NpspCalls;
import vn.lienthong.routes.partner.PartnerDesk;

/** How each partner is called now, as the page shows it. */
record Partners(PartnerDesk desk, NpspCalls npsp) {

  List<StatusView.Partner> views() {
    return desk.list().stream().map(this::view).toList();
  }

  private StatusView.Partner view(PartnerDesk.Standing standing) {
    return new StatusView.Partner(
        standing.partner(),
        word(standing),
        standing.maintenanceUntil(),
        next(standing),
        standing.settings().stream()
            .map(
                one ->
                    new StatusView.Setting(
                        one.setting().key(), one.value(), !one.value().equals(one.ofFile())))
            .toList());
  }

  private String word(PartnerDesk.Standing standing) {
    if (standing.maintenanceUntil().isPresent()) {
      return "MAINTENANCE";
    }
    return npsp.isTo(standing.partner()) && npsp.circuitOpen() ? "FAILING" : "FLOWING";
  }

  private static Optional<Instant> next(PartnerDesk.Standing standing) {
    return standing.windows().stream()
        .flatMap(window -> window.next().stream())
        .min(Comparator.naturalOrder());
  }
}
