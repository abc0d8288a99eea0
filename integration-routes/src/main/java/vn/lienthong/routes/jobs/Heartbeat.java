package vn.lienthong.routes.jobs;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Shows while a run lasts that it lives and how far it is, and ends it when its lock is lost. */
final class Heartbeat implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);

  private final RunLedger ledger;
  private final Duration period;
  private final Clock clock;
  private final ScheduledThreadPoolExecutor pulse;

  Heartbeat(RunLedger ledger, Duration period, Clock clock) {
    this.ledger = ledger;
    this.period = period;
    this.clock = clock;
    this.pulse =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("job-pulse-", 0).factory());
    this.pulse.setRemoveOnCancelPolicy(true);
  }

  /** Beats until the answer is closed. */
  Beating of(UUID run, RunProgress progress, JobLock lock) {
    ScheduledFuture<?> beat =
        pulse.scheduleAtFixedRate(
            () -> beat(run, progress, lock),
            period.toMillis(),
            period.toMillis(),
            TimeUnit.MILLISECONDS);
    return () -> beat.cancel(false);
  }

  /** A run that is being watched. */
  interface Beating extends AutoCloseable {
    @Override
    void close();
  }

  private void beat(UUID run, RunProgress progress, JobLock lock) {
    if (!lock.isHeld()) {
      progress.cancel();
      return;
    }
    try {
      if (ledger.alive(run, progress, clock.instant())) {
        progress.cancel();
      }
    } catch (DataAccessException e) {
      // Thrown on, it would be the last beat of this run.
      log.atWarn().addKeyValue("run", run).setCause(e).log("heartbeat of a job not written");
    }
  }

  @Override
  public void close() {
    pulse.shutdownNow();
  }
}
