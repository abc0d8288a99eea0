package vn.lienthong.routes.procedures;

import org.springframework.jdbc.core.simple.JdbcClient;

/** The feature's tables. */
record ProcedureStore(
    JdbcClient jdbc,
    ProcedureRegistry registry,
    NationalList list,
    Readings readings,
    Proposals proposals,
    Differences differences,
    OneStopCopies copies) {
  private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('procedures'))";

  /** Lets runs and approvals write one after the other, until the transaction ends. */
  void lock() {
    jdbc.sql(LOCK).query((row, _) -> row.getRow()).list();
  }
}
