package vn.lienthong.routes.procedures;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private static final int MOST_SHRINK_PERCENT = 2;

  private final NpspReads npsp;
  private final ProcedureStore store;
  private final DetailReader details;
  private final ChangeRule rule;
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
    this.settings = settings;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Reads the scope and the national list. */
  public ListRead readList(SyncRun run) {
    Scope scope = Scope.read(settings.scope());
    return switch (npsp.list().apply(run.request().correlationId())) {
      case ReadOutcome.Value<ProcedureList> value -> {
        run.odd(value.findings());
        yield new ListRead(run, scope, value.value(), value.findings());
      }
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

  /**
   * Stops the run before anything changes when the list cannot be whole: empty, over 2 % shorter
   * than the last accepted one, or a well-formed code twice. A malformed code (with a blank before
   * it, say) is a finding and not a repeat: the real list holds such rows.
   */
  public ListRead checkAndAcceptList(ListRead read) {
    ProcedureList list = read.list();
    if (list.procedures().isEmpty()) {
      throw odd("is empty");
    }
    if (!read.run().request().options().acceptList()) {
      if (!list.repeated().isEmpty()) {
        throw odd(
            "repeats " + list.repeated().size() + " codes, such as " + list.repeated().getFirst());
      }
      int before = store.list().accepted().size();
      int lost = before - list.procedures().size();
      if (lost * 100 > before * MOST_SHRINK_PERCENT) {
        throw odd(
            "holds " + list.procedures().size() + " procedures, " + before + " the last time");
      }
    }
    if (!read.run().isDry()) {
      transactions.executeWithoutResult(
          _ -> store.list().accept(list.procedures(), read.findings(), clock.instant()));
    }
    return read;
  }

  private static HubException odd(String what) {
    return new HubException(HubError.NATIONAL_LIST_ODD, what);
  }

  /** Reads new, renamed, formerly failed and old details, or all, and applies what they change. */
  public ListRead readAndApplyDetails(ListRead read) {
    Map<String, Readings.Known> known = store.readings().all();
    List<ProcedureSummary> due =
        read.inScope().stream()
            .filter(item -> read.run().request().options().full() || isDue(item, known))
            .toList();
    read.run().progress().total(due.size());
    int untouched = read.inScope().size() - due.size();
    for (int i = 0; i < untouched; i++) {
      read.run().count(SyncRun.End.UNCHANGED);
    }
    details.read(read.run(), due, chunk -> apply(read.run(), chunk, known));
    return read;
  }

  private boolean isDue(ProcedureSummary item, Map<String, Readings.Known> known) {
    Readings.Known last = known.get(item.code().value());
    if (last == null || last.failedLast() || !last.listName().equals(item.name())) {
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
    missing.forEach(detail -> run.count(detail.later() ? SyncRun.End.UNREAD : SyncRun.End.REFUSED));
    List<String> codes = read.stream().map(detail -> detail.item().code().value()).toList();
    transactions.executeWithoutResult(
        _ -> {
          RegistryUpdate update = update(run, codes);
          read.forEach(update::take);
          read.forEach(detail -> run.odd(detail.findings()));
          if (!run.isDry()) {
            Instant now = clock.instant();
            store.readings().keep(read, known);
            store.readings().failed(missing);
            read.forEach(
                detail -> store.list().found(detail.item().code().value(), detail.findings(), now));
          }
          write(run, update);
        });
  }

  /** Proposes to close what the national list no longer holds; nothing outside the scope. */
  public ListRead proposeWithdrawals(ListRead read) {
    Set<String> listed = new HashSet<>();
    read.list().procedures().forEach(item -> listed.add(item.code().value()));
    List<String> gone =
        store.registry().inForce().entrySet().stream()
            .filter(entry -> entry.getValue().state() == ProcedureRegistry.State.OPEN)
            .map(Map.Entry::getKey)
            .filter(code -> read.scope().holds(code) && !listed.contains(code))
            .sorted()
            .toList();
    transactions.executeWithoutResult(
        _ -> {
          RegistryUpdate update = update(read.run(), gone);
          Map<String, ProcedureDocument> documents = store.registry().documents(gone);
          gone.forEach(
              code -> {
                ProcedureDocument document = documents.get(code);
                update.gone(code, document == null ? "" : document.json().path("name").asText());
              });
          if (!read.run().isDry()) {
            store
                .proposals()
                .overtake(
                    listed.stream()
                        .map(code -> new Proposals.Place(code, Proposal.Area.WITHDRAWAL))
                        .toList(),
                    clock.instant());
          }
          write(read.run(), update);
        });
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

  private RegistryUpdate update(SyncRun run, List<String> codes) {
    if (!run.isDry()) {
      store.lock();
    }
    Map<String, InForce> inForce = store.registry().inForce();
    return new RegistryUpdate(
        run,
        rule,
        inForce,
        store.registry().documents(codes),
        store.proposals().newest(codes),
        clock.instant());
  }

  private void write(SyncRun run, RegistryUpdate update) {
    run.found(update.differences());
    if (run.isDry()) {
      return;
    }
    Instant now = clock.instant();
    store.registry().begin(update.versions(), now, Optional.of(run.request().id()));
    store.proposals().overtake(update.overtaken(), now);
    store.proposals().propose(update.proposals(), run.request().id(), now);
    store.differences().add(update.differences(), run.request().id(), now);
  }
}
