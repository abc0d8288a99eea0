package vn.lienthong.routes.procedures;

import org.apache.camel.builder.RouteBuilder;

/** Brings the registry and the one-stop system in step with the national catalogue. */
final class ProceduresFromNpspRoute extends RouteBuilder {
  static final String ID = "procedures-from-npsp";

  private final ProcedureSync sync;

  ProceduresFromNpspRoute(ProcedureSync sync) {
    this.sync = sync;
  }

  @Override
  public void configure() {
    from("direct:" + ID)
        .routeId(ID)
        .bean(sync, "readList")
        .id("read-national-list")
        .bean(sync, "checkAndAcceptList")
        .id("check-national-list")
        .bean(sync, "readAndApplyDetails")
        .id("read-and-apply-details")
        .bean(sync, "proposeWithdrawals")
        .id("propose-withdrawals")
        .bean(sync, "handOver")
        .id("hand-over-to-one-stop");
  }
}
