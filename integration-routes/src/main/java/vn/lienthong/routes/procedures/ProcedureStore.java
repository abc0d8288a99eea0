package vn.lienthong.routes.procedures;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
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

  /** Writes what an update worked out, in the running transaction. */
  void write(RegistryUpdate update, UUID run, Instant now) {
    registry.begin(update.versions(), now, Optional.of(run));
    proposals.overtake(update.overtaken(), now);
    proposals.propose(update.proposals(), run, now);
    differences.add(update.differences(), run, now);
  }

  /** Lets runs and approvals write one after the other, until the transaction ends. */
  void lock() {
    jdbc.sql(LOCK).query((row, _) -> row.getRow()).list();
  }
}
