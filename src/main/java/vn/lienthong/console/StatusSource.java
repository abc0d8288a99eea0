package vn.lienthong.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import vn.lienthong.app.Language;
import vn.lienthong.app.Texts;
import vn.lienthong.routes.dossiers.DeliveryLedger;
import vn.lienthong.routes.dossiers.DeliveryState;
import vn.lienthong.routes.dossiers.DeliverySums;
import vn.lienthong.routes.dossiers.RefusalCause;
import vn.lienthong.routes.jobs.JobRun;
import vn.lienthong.routes.messagelog.LogStatus;
import vn.lienthong.routes.procedures.Procedures;
import vn.lienthong.routes.store.DiskSpace;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.signing.keys.KeyStoreFile;

/** Gathers what the page shows. Parity is that of the last look, see {@link ParityWatch}. */
final class StatusSource {
  private static final String NPSP = "npsp";

  private final DeliveryLedger deliveries;
  private final Procedures procedures;
  private final ParityWatch parity;
  private final LogStatus log;
  private final KeyStoreFile keys;
  private final Partners partners;
  private final DiskSpace disk;
  private final Clock clock;

  StatusSource(
      DeliveryLedger deliveries,
      Procedures procedures,
      ParityWatch parity,
      LogStatus log,
      KeyStoreFile keys,
      Partners partners,
      DiskSpace disk,
      Clock clock) {
    this.deliveries = deliveries;
    this.procedures = procedures;
    this.parity = parity;
    this.log = log;
    this.keys = keys;
    this.partners = partners;
    this.disk = disk;
    this.clock = clock;
  }

  StatusView view(Texts texts) {
    Instant now = clock.instant();
    List<JobRun> runs = procedures.lastRuns(8);
    DeliverySums sums = deliveries.sums();
    Optional<vn.lienthong.routes.procedures.Parity> seen = parity.seen();
    return new StatusView(
        now,
        runs.stream()
            .filter(run -> run.state() == JobRun.State.RUNNING)
            .map(StatusSource::run)
            .toList(),
        runs.stream()
            .filter(run -> run.state() != JobRun.State.RUNNING)
            .map(StatusSource::run)
            .toList(),
        seen.map(StatusSource::parity),
        seen.map(vn.lienthong.routes.procedures.Parity::waiting).orElse(0),
        Arrays.stream(DeliveryState.values())
            .map(state -> new StatusView.StateCount(state.name(), sums.in(state)))
            .toList(),
        sums.blocked(),
        deliveries
            .lag(NPSP)
            .map(
                oldest ->
                    List.of(
                        new StatusView.Lag(
                            NPSP,
                            oldest,
                            sums.in(DeliveryState.DUE)
                                + sums.in(DeliveryState.IN_FLIGHT)
                                - sums.blocked())))
            .orElse(List.of()),
        partners.views(),
        disk.low().map(low -> said(low.asError(), texts)),
        deliveries.refusals(20).stream().map(cause -> refusal(cause, texts)).toList(),
        log.standing()
            .map(at -> new StatusView.Log(at.size(), at.rootHash(), at.pending()))
            .orElse(new StatusView.Log(0, "", 0)),
        nextCertificate(now));
  }

  private static String said(HubException error, Texts texts) {
    return texts.language() == Language.VIETNAMESE ? error.vietnamese() : error.english();
  }

  private Optional<StatusView.Certificate> nextCertificate(Instant now) {
    return keys.dates().stream()
        .min(Comparator.comparing(KeyStoreFile.KeyDates::notAfter))
        .map(
            dates ->
                new StatusView.Certificate(
                    dates.alias(),
                    dates.notAfter(),
                    Duration.between(now, dates.notAfter()).toDays()));
  }

  private static StatusView.Run run(JobRun run) {
    return new StatusView.Run(
        run.job(),
        run.startedAt(),
        run.state().name(),
        run.done(),
        run.total(),
        run.counts().added(),
        run.counts().changed(),
        run.counts().unchanged());
  }

  private static StatusView.Parity parity(vn.lienthong.routes.procedures.Parity seen) {
    return new StatusView.Parity(
        seen.equal(),
        seen.scope(),
        seen.onlyNpsp(),
        seen.onlyOnestop(),
        seen.different(),
        seen.oldestReading());
  }

  private static StatusView.Refusal refusal(RefusalCause cause, Texts texts) {
    return new StatusView.Refusal(
        cause.errorCode(),
        texts.error(cause.errorCode()),
        texts.advice(cause.errorCode()),
        cause.field().orElse(""),
        cause.deliveries(),
        cause.exampleDossier());
  }
}
