package vn.lienthong.routes.procedures;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.routes.messagelog.EntryDraft;
import vn.lienthong.routes.messagelog.MessageLog;
import vn.lienthong.routes.procedures.ProcedureRegistry.InForce;
import vn.lienthong.routes.procedures.ProcedureRegistry.Next;
import vn.lienthong.routes.procedures.ProcedureRegistry.State;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/** Decides proposals: registry, decision and log entries in one transaction. */
public final class Desk {
  private static final Logger log = LoggerFactory.getLogger(Desk.class);

  private final ProcedureStore store;
  private final MessageLog messageLog;
  private final TransactionTemplate transactions;
  private final Clock clock;

  Desk(ProcedureStore store, MessageLog messageLog, TransactionTemplate transactions, Clock clock) {
    this.store = store;
    this.messageLog = messageLog;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Who decides, and why. */
  record Act(String operator, String reason) {
    Act {
      if (operator.isBlank() || reason.isBlank()) {
        throw new IllegalArgumentException("a decision needs an operator and a reason");
      }
    }
  }

  /**
   * What became of approving.
   *
   * @param approved how many proposals
   * @param handedOver false when the one-stop system could not be told; the next run tells it
   */
  public record Approval(int approved, boolean handedOver) {}

  /** Approves these, or all that waits; all or none. */
  Approval approve(Optional<List<UUID>> ids, Act act) {
    int approved = decide(ids, act, Proposal.State.APPROVED, this::apply);
    try {
      store.copies().handOver();
      return new Approval(approved, true);
    } catch (HubException e) {
      log.atWarn().addKeyValue("error", e.error().code()).log("one-stop system not reached");
      return new Approval(approved, false);
    }
  }

  private void apply(List<Proposals.Waiting> waiting) {
    Instant now = clock.instant();
    store.registry().begin(versions(waiting, now), now, Optional.empty());
  }

  /** Rejects these, all or none; the same change is not proposed again. */
  int reject(List<UUID> ids, Act act) {
    return decide(Optional.of(ids), act, Proposal.State.REJECTED, _ -> {});
  }

  private interface Effect {
    void of(List<Proposals.Waiting> waiting);
  }

  private int decide(Optional<List<UUID>> ids, Act act, Proposal.State state, Effect effect) {
    return Objects.requireNonNull(
        transactions.execute(
            _ -> {
              store.lock();
              List<Proposals.Waiting> waiting = store.proposals().waiting(ids);
              demandAll(ids, waiting);
              if (waiting.isEmpty()) {
                return 0;
              }
              effect.of(waiting);
              store
                  .proposals()
                  .decide(
                      waiting.stream().map(Proposals.Waiting::id).toList(),
                      state,
                      act,
                      clock.instant());
              overtakeRestOfClosed(waiting, state);
              messageLog.appendAll(waiting.stream().map(one -> entry(one, act, state)).toList());
              return waiting.size();
            }));
  }

  /** What else waits for a procedure that was closed has lost its sense. */
  private void overtakeRestOfClosed(List<Proposals.Waiting> waiting, Proposal.State state) {
    if (state == Proposal.State.APPROVED) {
      store
          .proposals()
          .overtake(
              waiting.stream()
                  .filter(one -> one.place().area() == Proposal.Area.WITHDRAWAL)
                  .flatMap(one -> Place.allOf(one.place().code()).stream())
                  .toList(),
              clock.instant());
    }
  }

  private static void demandAll(Optional<List<UUID>> ids, List<Proposals.Waiting> waiting) {
    List<UUID> found = waiting.stream().map(Proposals.Waiting::id).toList();
    ids.orElse(List.of()).stream()
        .filter(id -> !found.contains(id))
        .findFirst()
        .ifPresent(
            id -> {
              throw new HubException(HubError.PROPOSAL_UNKNOWN, id);
            });
  }

  private List<Next> versions(List<Proposals.Waiting> waiting, Instant now) {
    List<String> codes = waiting.stream().map(one -> one.place().code()).distinct().toList();
    Map<String, InForce> inForce = store.registry().inForce();
    Map<String, ProcedureDocument> documents = new HashMap<>(store.registry().documents(codes));
    Map<String, State> states = new HashMap<>();
    for (Proposals.Waiting one : waiting) {
      String code = one.place().code();
      one.value()
          .ifPresentOrElse(
              value ->
                  documents.computeIfPresent(
                      code, (_, document) -> ChangeRule.with(document, one.place().area(), value)),
              () -> states.put(code, State.CLOSED));
    }
    List<Next> versions = new ArrayList<>();
    for (String code : codes) {
      InForce current = Objects.requireNonNull(inForce.get(code), code);
      ProcedureDocument document = Objects.requireNonNull(documents.get(code), code);
      versions.add(
          new Next(
              code,
              current.version() + 1,
              document.json().path("name").asText(),
              states.getOrDefault(code, current.state()),
              document,
              now));
    }
    return versions;
  }

  private static EntryDraft entry(Proposals.Waiting one, Act act, Proposal.State state) {
    boolean approves = state == Proposal.State.APPROVED;
    String text =
        "proposal: "
            + one.id()
            + "\ncode: "
            + one.place().code()
            + "\nchanges: "
            + one.kinds()
            + "\nreason: "
            + act.reason()
            + "\n";
    return new EntryDraft(
        EntryDraft.Kind.OPERATOR_ACT,
        EntryDraft.Direction.NONE,
        "hub",
        approves ? "approve-procedure-change" : "reject-procedure-change",
        new EntryDraft.About(
            Optional.of(act.operator()), Optional.empty(), Optional.of(one.place().code())),
        new EntryDraft.Call(
            one.id().toString(), one.id().toString(), one.id().toString(), Optional.empty()),
        Optional.of(
            new EntryDraft.Payload(text.getBytes(StandardCharsets.UTF_8), "text/plain", List.of())),
        Optional.empty(),
        Optional.empty());
  }
}
