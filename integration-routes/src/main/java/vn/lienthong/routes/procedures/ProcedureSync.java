package vn.lienthong.routes.procedures;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.connectors.call.ReadOutcome;
import vn.lienthong.connectors.npsp.NpspCatalogue.ProcedureList;
import vn.lienthong.routes.procedures.ProcedureRegistry.InForce;
import vn.lienthong.schemas.delivery.DeliveryOutcome;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.schemas.procedure.ProcedureSummary;

/**
 * Brings the registry in step with the national catalogue: the steps of {@link
 * ProceduresFromNpspRoute}. Into an empty registry everything is taken as it is; later, what
 * touches citizens' rights waits for an operator. A dry run asks the portal (those calls are
 * entries of the log like all calls) and writes nothing.
 */
final class ProcedureSync {
  private final NpspReads npsp;
  private final ProcedureStore store;
  private final DetailReader details;
  private final ChangeRule rule;
  private final Withdrawals withdrawals;
  private final ProcedureProperties settings;
  private final TransactionTemplate transactions;
  private final Clock clock;

  ProcedureSync(
      NpspReads npsp,
      ProcedureStore store,
      ProcedureProperties settings,
      TransactionTemplate transactions,
      Clock clock) {
    this.npsp = npsp;
    this.store = store;
    this.details = new DetailReader(npsp, settings.parallel(), settings.outagePatience(), clock);
    this.rule = new ChangeRule(settings.automaticApproval());
    this.withdrawals = new Withdrawals(store, rule, clock);
    this.settings = settings;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Reads the scope and the national list. */
  public ListRead readList(SyncRun run) {
    Scope scope = Scope.read(settings.scope(), clock.instant());
    return switch (npsp.list().apply(run.request())) {
      case ReadOutcome.Value<ProcedureList> value ->
          new ListRead(run, scope, value.value(), value.findings());
      case ReadOutcome.Failed<ProcedureList> failed -> throw noList(failed.outcome());
    };
  }

  private static HubException noList(DeliveryOutcome outcome) {
    return switch (outcome) {
      case DeliveryOutcome.Refused refused -> of(refused.error(), refused.text());
      case DeliveryOutcome.Deferred deferred -> of(deferred.error(), deferred.text());
      case DeliveryOutcome.Unknown unknown -> of(unknown.error(), unknown.text());
      case DeliveryOutcome.SessionExpired expired -> of(HubError.PARTNER_HELD_BACK, expired.text());
      case DeliveryOutcome.Accepted _ ->
          of(HubError.PARTNER_UNREACHABLE, "an answer without a list");
    };
  }

  private static HubException of(HubError error, String text) {
    return new HubException(error, "npsp", text);
  }

  /** Takes the list, unless it cannot be whole; see {@link ListGuard}. */
  public ListRead checkAndAcceptList(ListRead read) {
    SyncRun run = read.run();
    ListGuard.check(read.list(), store.list().accepted(), run.request().options().acceptList());
    if (run.isDry()) {
      run.dry().listed().addAll(read.codes());
    } else {
      transactions.executeWithoutResult(
          _ -> store.list().accept(read.list(), read.findings(), clock.instant()));
    }
    return read;
  }

  /** Reads new, renamed, formerly failed and old details, or all, and applies what they change. */
  public ListRead readAndApplyDetails(ListRead read) {
    Map<String, Readings.Known> known = store.readings().all();
    Map<String, InForce> inForce = store.registry().inForce();
    boolean all = read.run().request().options().full();
    List<ProcedureSummary> due =
        read.inScope().stream()
            .filter(item -> all || !isOpen(inForce.get(item.code().value())) || isDue(item, known))
            .toList();
    read.run().progress().total(due.size());
    int untouched = read.inScope().size() - due.size();
    for (int i = 0; i < untouched; i++) {
      read.run().count(SyncRun.End.UNCHANGED);
    }
    details.read(read.run(), due, chunk -> apply(read.run(), chunk, known));
    return read;
  }

  private static boolean isOpen(@Nullable InForce current) {
    return current != null && current.state() == ProcedureRegistry.State.OPEN;
  }

  private boolean isDue(ProcedureSummary item, Map<String, Readings.Known> known) {
    Readings.Known last = known.get(item.code().value());
    if (last == null
        || last.failedLast()
        || !last.listName().equals(JsonRows.storable(item.name()))) {
      return true;
    }
    Instant oldest = clock.instant().minus(settings.readAgainAfter());
    return last.readAt().filter(at -> at.isAfter(oldest)).isEmpty();
  }

  private void apply(SyncRun run, List<Detail> chunk, Map<String, Readings.Known> known) {
    List<Detail.Read> read =
        chunk.stream().filter(Detail.Read.class::isInstance).map(Detail.Read.class::cast).toList();
    List<Detail.Missing> missing =
        chunk.stream()
            .filter(Detail.Missing.class::isInstance)
            .map(Detail.Missing.class::cast)
            .toList();
    run.missed(missing);
    transactions.executeWithoutResult(
        _ -> {
          lock(run);
          RegistryUpdate update = compared(run, read);
          keep(run, read, missing, known);
          write(run, update);
        });
    run.progress().counts(run.counts());
  }

  private RegistryUpdate compared(SyncRun run, List<Detail.Read> read) {
    List<String> codes = read.stream().map(detail -> detail.item().code().value()).toList();
    Map<String, InForce> inForce = store.registry().inForce(codes);
    List<String> differing =
        read.stream()
            .filter(detail -> !detail.isSameAs(inForce.get(detail.item().code().value())))
            .map(detail -> detail.item().code().value())
            .toList();
    RegistryUpdate update =
        new RegistryUpdate(
            run,
            rule,
            inForce,
            store.registry().documents(differing),
            store.proposals().words(codes),
            clock.instant());
    read.forEach(update::take);
    return update;
  }

  private void keep(
      SyncRun run,
      List<Detail.Read> read,
      List<Detail.Missing> missing,
      Map<String, Readings.Known> known) {
    if (run.isDry()) {
      read.forEach(
          detail -> run.dry().readings().put(detail.item().code().value(), detail.known()));
      return;
    }
    store.readings().keep(read, known);
    store.readings().failed(missing);
    store.list().found(read, clock.instant());
  }

  /** Closes what the national list no longer holds, or proposes it; nothing outside the scope. */
  public ListRead proposeWithdrawals(ListRead read) {
    transactions.executeWithoutResult(
        _ -> {
          lock(read.run());
          if (!read.run().isDry()) {
            store.proposals().overtakeWithdrawals(read.codes(), clock.instant());
          }
          write(read.run(), withdrawals.of(read));
        });
    read.run().progress().counts(read.run().counts());
    return read;
  }

  /** Gives the one-stop system what is new; a full run looks first what is really there. */
  public SyncRun handOver(ListRead read) {
    if (!read.run().isDry()) {
      if (read.run().request().options().full()) {
        store.copies().distrust();
      }
      store.copies().handOver();
    }
    return read.run();
  }

  private void lock(SyncRun run) {
    if (!run.isDry()) {
      store.lock();
    }
  }

  private void write(SyncRun run, RegistryUpdate update) {
    if (run.isDry()) {
      run.dry().differences().addAll(update.differences());
    } else {
      store.write(update, run.request().id(), clock.instant());
    }
  }
}
