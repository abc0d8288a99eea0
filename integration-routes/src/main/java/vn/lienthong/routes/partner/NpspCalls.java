package vn.lienthong.routes.partner;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.connectors.call.CallResult;
import vn.lienthong.connectors.call.PreparedCall;
import vn.lienthong.connectors.call.ReadOutcome;
import vn.lienthong.connectors.npsp.NpspSession;
import vn.lienthong.schemas.delivery.DeliveryOutcome;
import vn.lienthong.schemas.error.HubError;

/**
 * Calls to NPSP: session, prepare, sign, request entry committed, send, answer entry.
 *
 * <p>{@link #ask} does all of it for look-ups. Whoever has state of its own to commit with the
 * entries takes the steps one by one: {@link #turn}, {@link #session}, {@link #open}, then in its
 * transaction {@link #opened}, outside of any {@link #send}, and in a second transaction {@link
 * #answered}.
 */
public final class NpspCalls {
  /** How long after the timeout an answer is still waited for before recovery steps in. */
  private static final Duration GRACE = Duration.ofSeconds(15);

  private final Optional<Login> login;
  private final CallSender sender;
  private final NpspSessions sessions;
  private final MessageSigner signer;
  private final CallJournal journal;
  private final PartnerLimits limits;
  private final TransactionTemplate transactions;

  /** How a session is asked for. */
  record Login(
      Supplier<PreparedCall> prepare, Function<CallResult, ReadOutcome<NpspSession>> read) {}

  /**
   * @param login empty where calls need no session
   */
  NpspCalls(
      Optional<Login> login,
      CallSender sender,
      NpspSessions sessions,
      MessageSigner signer,
      CallJournal journal,
      PartnerLimits limits,
      TransactionTemplate transactions) {
    this.login = login;
    this.sender = sender;
    this.sessions = sessions;
    this.signer = signer;
    this.journal = journal;
    this.limits = limits;
    this.transactions = transactions;
  }

  /** The same calls, but a session that they get is kept in memory only: for a dry run. */
  public NpspCalls keepingNoSession() {
    return new NpspCalls(login, sender, sessions.inMemory(), signer, journal, limits, transactions);
  }

  /**
   * Asks NPSP. An expired session is renewed once: a new prepare, signature and entry. Blocks the
   * calling thread for at most the partner's timeouts; must be called outside any transaction.
   *
   * @param correlationId joins everything that one trigger caused
   */
  public <T> ReadOutcome<T> ask(
      String correlationId,
      Function<NpspSession, PreparedCall> prepare,
      Function<CallResult, ReadOutcome<T>> read) {
    requireNoTransaction();
    return switch (patientTurn()) {
      case Turn.NotNow notNow -> new ReadOutcome.Failed<>(heldBack(notNow));
      case Turn.Granted turn -> {
        try (turn) {
          yield asked(correlationId, prepare, read);
        }
      }
    };
  }

  private <T> ReadOutcome<T> asked(
      String correlationId,
      Function<NpspSession, PreparedCall> prepare,
      Function<CallResult, ReadOutcome<T>> read) {
    return switch (session(correlationId)) {
      case ReadOutcome.Failed<NpspSession> failed -> new ReadOutcome.Failed<>(failed.outcome());
      case ReadOutcome.Value<NpspSession> first -> {
        ReadOutcome<T> outcome = once(correlationId, prepare.apply(first.value()), read);
        if (!expired(outcome)) {
          yield outcome;
        }
        yield switch (renewed(correlationId, first.value())) {
          case ReadOutcome.Failed<NpspSession> failed -> new ReadOutcome.Failed<>(failed.outcome());
          case ReadOutcome.Value<NpspSession> second ->
              notExpiredAgain(once(correlationId, prepare.apply(second.value()), read));
        };
      }
    };
  }

  private <T> ReadOutcome<T> once(
      String correlationId, PreparedCall call, Function<CallResult, ReadOutcome<T>> read) {
    OpenCall open = open(correlationId, call, List.of());
    transactions.executeWithoutResult(_ -> opened(open));
    Reply reply = send(open);
    ReadOutcome<T> outcome = reply.read(read);
    transactions.executeWithoutResult(_ -> answered(open, reply, deliveryOutcome(outcome)));
    return outcome;
  }

  /** A turn to call, or how long to wait for one. Never waits. Close what was granted. */
  public Turn turn() {
    return limits.turn();
  }

  /** True while calls are held back because the partner fails. */
  public boolean circuitOpen() {
    return limits.circuitOpen();
  }

  /** True when the calls go to the partner of this name. */
  public boolean isTo(String partner) {
    return limits.partner().equals(partner);
  }

  /** How the partner is called now. */
  public Pace pace() {
    return limits.terms().pace();
  }

  /** Longest time that {@link #send(OpenCall)} takes. */
  public Duration timeout() {
    return pace().timeout();
  }

  /** When the maintenance ends in which the partner is not called; empty when it may be. */
  public Optional<Instant> maintenanceUntil() {
    return limits.maintenanceUntil();
  }

  /** The session in use, or a new one; logs in outside any transaction. */
  public ReadOutcome<NpspSession> session(String correlationId) {
    requireNoTransaction();
    return login
        .map(how -> sessions.current(() -> login(how, correlationId)))
        .orElseGet(() -> new ReadOutcome.Value<>(NpspSession.NONE, List.of()));
  }

  /** Another session than the expired one; logs in outside any transaction. */
  public ReadOutcome<NpspSession> renewed(String correlationId, NpspSession expired) {
    requireNoTransaction();
    return login
        .map(how -> sessions.inPlaceOf(Optional.of(expired), () -> login(how, correlationId)))
        .orElseGet(
            () ->
                new ReadOutcome.Failed<>(
                    refusedFreshSession(
                        new DeliveryOutcome.SessionExpired("there is no session to renew"))));
  }

  private ReadOutcome<NpspSession> login(Login how, String correlationId) {
    return notExpiredAgain(once(correlationId, how.prepare().get(), how.read()));
  }

  /**
   * Signs a prepared call and gives it an id; stores and sends nothing.
   *
   * @param itemIds ids of the messages in it, one for each of the call's segments; none for a
   *     look-up
   */
  public OpenCall open(String correlationId, PreparedCall call, List<String> itemIds) {
    String callId = UuidCreator.getTimeOrderedEpoch().toString();
    Optional<MessageSigner.Signed> signed =
        call.secret() ? Optional.empty() : signer.sign(call, callId, correlationId);
    return new OpenCall(
        callId,
        correlationId,
        call,
        itemIds,
        signed.map(MessageSigner.Signed::headers).orElse(Map.of()),
        signed.map(MessageSigner.Signed::signature));
  }

  /** Appends the request's entries in the running transaction. Commit before {@link #send}. */
  public void opened(OpenCall open) {
    journal.opened(open);
  }

  /** Sends; must be called outside any transaction and within a granted turn. */
  public Reply send(OpenCall open) {
    return send(open, timeout());
  }

  /** As {@link #send(OpenCall)}, taking at most this time. */
  public Reply send(OpenCall open, Duration timeout) {
    requireNoTransaction();
    CallResult result = sender.send(open.call(), open.headers(), timeout);
    limits.record(result);
    return signer.checked(open, result);
  }

  /** Appends the outcome's entry in the running transaction. */
  public void answered(OpenCall open, Reply reply, DeliveryOutcome outcome) {
    journal.answered(open, reply, CallJournal.outcomeOf(outcome, reply.result()));
  }

  /** Writes the outcome "in doubt" for requests whose sender is gone. */
  public int closeLostCalls() {
    Duration longest = limits.terms().longestTimeout().plus(GRACE);
    Integer closed = transactions.execute(_ -> journal.closeLost(limits.partner(), longest, 500));
    return closed == null ? 0 : closed;
  }

  /** What holding back means for a message: it waits, and no attempt is used. */
  public static DeliveryOutcome.Deferred heldBack(Turn.NotNow notNow) {
    return new DeliveryOutcome.Deferred(
        HubError.PARTNER_HELD_BACK, notNow.after(), false, notNow.reason());
  }

  private Turn patientTurn() {
    try {
      return limits.turnWithinPatience();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Turn.NotNow("interrupted", pace().patience());
    }
  }

  private static boolean expired(ReadOutcome<?> outcome) {
    return outcome instanceof ReadOutcome.Failed<?> failed
        && failed.outcome() instanceof DeliveryOutcome.SessionExpired;
  }

  private static <T> ReadOutcome<T> notExpiredAgain(ReadOutcome<T> outcome) {
    return outcome instanceof ReadOutcome.Failed<T>(DeliveryOutcome.SessionExpired again)
        ? new ReadOutcome.Failed<>(refusedFreshSession(again))
        : outcome;
  }

  /** What it means when a session that was just given is called expired. */
  public static DeliveryOutcome.Deferred refusedFreshSession(DeliveryOutcome.SessionExpired again) {
    return new DeliveryOutcome.Deferred(
        HubError.PARTNER_HELD_BACK, Duration.ofSeconds(5), false, again.text());
  }

  private static DeliveryOutcome deliveryOutcome(ReadOutcome<?> outcome) {
    return switch (outcome) {
      case ReadOutcome.Value<?> _ -> new DeliveryOutcome.Accepted(Optional.empty(), false);
      case ReadOutcome.Failed<?> failed -> failed.outcome();
    };
  }

  private static void requireNoTransaction() {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("a partner is called outside of any transaction");
    }
  }
}
