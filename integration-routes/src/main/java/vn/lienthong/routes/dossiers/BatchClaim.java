package vn.lienthong.routes.dossiers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.connectors.call.PreparedCall;
import vn.lienthong.connectors.npsp.MappedItem;
import vn.lienthong.connectors.npsp.NpspItem;
import vn.lienthong.connectors.npsp.NpspSession;
import vn.lienthong.routes.dossiers.DeliveryTable.Candidate;
import vn.lienthong.routes.dossiers.DeliveryTable.Change;
import vn.lienthong.routes.dossiers.DeliveryTable.Lease;
import vn.lienthong.routes.dossiers.DeliveryTable.Refusal;
import vn.lienthong.routes.partner.NpspCalls;
import vn.lienthong.routes.partner.OpenCall;
import vn.lienthong.routes.partner.Pace;
import vn.lienthong.schemas.dossier.Dossier;
import vn.lienthong.schemas.dossier.DossierCode;
import vn.lienthong.schemas.dossier.ProgressStep;
import vn.lienthong.schemas.error.HubError;

/**
 * Takes the lowest unfinished deliveries of due dossiers for one call: maps, prepares, signs, and
 * commits the lease together with the request's entries.
 */
final class BatchClaim {
  private static final Logger LOG = LoggerFactory.getLogger(BatchClaim.class);

  private final Dispatch dispatch;
  private final PartnerWire wire;
  private final NpspCalls calls;
  private final TransactionTemplate transactions;
  private final DossiersProperties settings;
  private final ObjectMapper json;
  private final Holder holder;
  private final Clock wall;
  private final PathProbe probe;

  BatchClaim(
      Dispatch dispatch,
      PartnerWire wire,
      NpspCalls calls,
      TransactionTemplate transactions,
      DossiersProperties settings,
      ObjectMapper json,
      Holder holder,
      Clock wall,
      PathProbe probe) {
    this.dispatch = dispatch;
    this.wire = wire;
    this.calls = calls;
    this.transactions = transactions;
    this.settings = settings;
    this.json = json;
    this.holder = holder;
    this.wall = wall;
    this.probe = probe;
  }

  /** Who leases deliveries, and for how long beyond the time that their call may take. */
  record Holder(String owner, Duration beyondTimeout) {}

  /** What came of trying to take a batch. */
  sealed interface Outcome {
    /** Nothing is due that nobody else holds. */
    record Nothing() implements Outcome {}

    /** Every delivery taken was refused by a rule; there may be more. */
    record AllRefused() implements Outcome {}

    /** Leased, logged, and to be sent now. */
    record Taken(InFlight flight) implements Outcome {}
  }

  /** A delivery with the bytes that stand for it. */
  private record Mapped(Claimed claimed, NpspItem item) {}

  Outcome take(String correlationId, NpspSession session) {
    Pace pace = calls.pace();
    Outcome outcome = transactions.execute(_ -> inTransaction(correlationId, session, pace));
    if (outcome instanceof Outcome.Taken) {
      probe.at(PathPoint.AFTER_CLAIM_COMMIT);
    }
    return outcome == null ? new Outcome.Nothing() : outcome;
  }

  private Outcome inTransaction(String correlationId, NpspSession session, Pace pace) {
    Instant now = dispatch.now();
    Optional<DossierTable.Due> due = dispatch.dossiers().oldestDue(now);
    if (due.isEmpty()) {
      return new Outcome.Nothing();
    }
    Form form = due.get().form();
    int most =
        Math.min(
            wire.rules().mostItems(form, pace.batchSize()),
            due.get().limit().orElse(Integer.MAX_VALUE));
    List<String> codes = dispatch.dossiers().claim(due.get(), most, now);
    if (codes.isEmpty()) {
      return new Outcome.Nothing();
    }
    int each = form == Form.STEP && due.get().limit().isEmpty() ? settings.stepsOfDossier() : 1;
    List<Candidate> candidates = dispatch.deliveries().nextOfEach(codes, Math.min(each, most));
    List<Mapped> mapped = new ArrayList<>();
    List<Change> refused = new ArrayList<>();
    map(runs(candidates, form, now, most), mapped, refused, now);
    Optional<InFlight> flight = begin(correlationId, session, form, mapped, now);
    dispatch.settle(codes, refused);
    flight.ifPresent(f -> calls.opened(f.open()));
    probe.at(PathPoint.BEFORE_CLAIM_COMMIT);
    return flight.<Outcome>map(Outcome.Taken::new).orElseGet(Outcome.AllRefused::new);
  }

  /** Of each dossier the deliveries that may go now, up to the first that may not. */
  private List<Claimed> runs(List<Candidate> candidates, Form form, Instant now, int most) {
    DeliveryKind kind = form == Form.STEP ? DeliveryKind.STEP : DeliveryKind.SNAPSHOT;
    Set<String> ended = new HashSet<>();
    List<Claimed> taken = new ArrayList<>();
    for (Candidate candidate : candidates) {
      String code = candidate.claimed().key().dossier();
      boolean goes =
          candidate.state() == DeliveryState.DUE
              && !candidate.shadow()
              && candidate.claimed().kind() == kind
              && !candidate.nextAt().isAfter(now);
      if (!goes) {
        ended.add(code);
      } else if (!ended.contains(code) && taken.size() < most) {
        taken.add(candidate.claimed());
      }
    }
    return taken;
  }

  private void map(List<Claimed> taken, List<Mapped> mapped, List<Change> refused, Instant now) {
    Set<String> blocked = new HashSet<>();
    for (Claimed claimed : taken) {
      String code = claimed.key().dossier();
      if (blocked.contains(code)) {
        continue;
      }
      switch (mapOne(claimed)) {
        case MappedItem.Ready ready -> {
          tell(claimed, ready.item());
          mapped.add(new Mapped(claimed, ready.item()));
        }
        case MappedItem.Refused no -> {
          blocked.add(code);
          Refusal refusal = new Refusal(no.error(), Optional.of(no.field()), no.text());
          dispatch.deliveries().refuse(claimed.key(), refusal, now);
          refused.add(
              new Change(code, claimed.key().version(), claimed.kind(), DeliveryState.REFUSED));
          LOG.atWarn()
              .addKeyValue("dossier", code)
              .addKeyValue("version", claimed.key().version())
              .addKeyValue("error", no.error().code())
              .addKeyValue("field", no.field())
              .log("delivery refused before sending");
        }
      }
    }
  }

  /** What was cut, withheld or longer than it should be. */
  private static void tell(Claimed claimed, NpspItem item) {
    item.findings()
        .forEach(
            finding ->
                LOG.atInfo()
                    .addKeyValue("dossier", claimed.key().dossier())
                    .addKeyValue("version", claimed.key().version())
                    .addKeyValue("finding", finding.code())
                    .addKeyValue("field", finding.field())
                    .log("odd value in a delivery"));
  }

  private MappedItem mapOne(Claimed claimed) {
    if (claimed.sent().isPresent()) {
      DossierCode code = new DossierCode(claimed.key().dossier());
      return new MappedItem.Ready(new NpspItem(code, claimed.sent().get().item(), List.of()));
    }
    try {
      return switch (claimed.kind()) {
        case SNAPSHOT -> wire.map(json.readValue(claimed.document(), Dossier.class));
        case STEP -> wire.map(json.readValue(claimed.document(), ProgressStep.class));
      };
    } catch (JsonProcessingException | IllegalArgumentException e) {
      LOG.atError()
          .addKeyValue("dossier", claimed.key().dossier())
          .addKeyValue("version", claimed.key().version())
          .addKeyValue("exception", e.getClass().getName())
          .log("captured document cannot be read");
      return new MappedItem.Refused(
          HubError.DELIVERY_UNREADABLE,
          "document",
          HubError.DELIVERY_UNREADABLE.vietnamese(claimed.key().version()));
    }
  }

  private Optional<InFlight> begin(
      String correlationId, NpspSession session, Form form, List<Mapped> mapped, Instant now) {
    if (mapped.isEmpty()) {
      return Optional.empty();
    }
    List<Claimed> items = mapped.stream().map(Mapped::claimed).toList();
    List<NpspItem> forms = mapped.stream().map(Mapped::item).toList();
    OpenCall open = open(correlationId, session, form, items, forms);
    Fuse fuse = Fuse.lit(lease(), wall);
    Instant until = now.plus(lease());
    dispatch
        .deliveries()
        .begin(
            items,
            forms.stream().map(NpspItem::json).toList(),
            form,
            new Lease(holder.owner(), until, open.callId()),
            now);
    return Optional.of(new InFlight(open, session, form, items, forms, until, fuse));
  }

  /** The same deliveries again with another session: a new prepare, signature and entry. */
  InFlight again(InFlight flight, NpspSession session) {
    OpenCall open =
        open(flight.open().correlationId(), session, flight.form(), flight.items(), flight.wire());
    Fuse fuse = Fuse.lit(lease(), wall);
    Instant until = dispatch.now().plus(lease());
    return new InFlight(open, session, flight.form(), flight.items(), flight.wire(), until, fuse);
  }

  Lease leaseOf(InFlight flight) {
    return new Lease(holder.owner(), flight.leaseUntil(), flight.open().callId());
  }

  /** The partner's timeout may have been changed since the start. */
  private Duration lease() {
    return calls.timeout().plus(holder.beyondTimeout());
  }

  private OpenCall open(
      String correlationId,
      NpspSession session,
      Form form,
      List<Claimed> items,
      List<NpspItem> forms) {
    PreparedCall call = wire.prepare(session, form, forms);
    return calls.open(
        correlationId, call, items.stream().map(item -> item.id().toString()).toList());
  }
}
