package vn.lienthong.routes.partner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.connectors.call.CallResult;
import vn.lienthong.connectors.call.PreparedCall;
import vn.lienthong.routes.messagelog.EntryDraft;
import vn.lienthong.routes.messagelog.EntryDraft.About;
import vn.lienthong.routes.messagelog.EntryDraft.Direction;
import vn.lienthong.routes.messagelog.EntryDraft.Kind;
import vn.lienthong.routes.messagelog.EntryDraft.Outcome;
import vn.lienthong.routes.messagelog.EntryDraft.Payload;
import vn.lienthong.routes.messagelog.MessageLog;
import vn.lienthong.schemas.delivery.DeliveryOutcome;

/** The entries of each call: request and items before it is sent, outcome after. */
final class CallJournal {
  private static final String ONE_NODE_AT_A_TIME =
      "SELECT pg_try_advisory_xact_lock(hashtextextended('partner.lost-calls', 0))";

  private final JdbcClient jdbc;
  private final MessageLog messageLog;

  CallJournal(JdbcClient jdbc, MessageLog messageLog) {
    this.jdbc = jdbc;
    this.messageLog = messageLog;
  }

  /** Appends the request's entries in the running transaction: as late in it as may be. */
  void opened(OpenCall open) {
    List<EntryDraft> drafts = new ArrayList<>();
    drafts.add(requestEntry(open));
    for (int i = 0; i < open.itemIds().size(); i++) {
      drafts.add(itemEntry(open, i));
    }
    messageLog.appendAll(drafts);
  }

  /** Appends the outcome's entry in the running transaction. */
  void answered(OpenCall open, Reply reply, Outcome outcome) {
    messageLog.append(answerEntry(open, reply, outcome));
  }

  boolean isAnswered(OpenCall open) {
    return messageLog.isAnswered(open.callId());
  }

  /** Writes "in doubt" for calls that nobody waits for any more; in the running transaction. */
  int closeLost(String partner, Duration olderThan, int limit) {
    if (!jdbc.sql(ONE_NODE_AT_A_TIME).query(Boolean.class).single()) {
      return 0;
    }
    List<EntryDraft> lost =
        messageLog.takeCallsWithoutOutcome(olderThan, limit).stream()
            .filter(call -> call.direction() == Direction.OUT && call.partner().equals(partner))
            .map(CallJournal::lostEntry)
            .toList();
    messageLog.appendAll(lost);
    return lost.size();
  }

  private static EntryDraft requestEntry(OpenCall open) {
    PreparedCall call = open.call();
    return new EntryDraft(
        Kind.REQUEST,
        Direction.OUT,
        call.partner(),
        call.service(),
        about(call),
        callOf(open),
        call.secret() ? Optional.empty() : Optional.of(payload(call)),
        open.signature(),
        Optional.empty());
  }

  /** Commits to the bytes of the segment at this position of the request before it. */
  private static EntryDraft itemEntry(OpenCall open, int position) {
    PreparedCall call = open.call();
    return new EntryDraft(
        Kind.ITEM,
        Direction.OUT,
        call.partner(),
        call.service(),
        aboutDossier(call.segments().get(position).dossierCode()),
        new EntryDraft.Call(
            open.correlationId(),
            open.itemIds().get(position),
            open.callId(),
            Optional.of(position)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static EntryDraft answerEntry(OpenCall open, Reply reply, Outcome outcome) {
    PreparedCall call = open.call();
    Optional<Payload> payload =
        reply.result() instanceof CallResult.Answered answered && !call.secret()
            ? Optional.of(
                new Payload(
                    answered.body(),
                    answered.headers().getOrDefault("content-type", "application/octet-stream"),
                    List.of()))
            : Optional.empty();
    return new EntryDraft(
        Kind.ANSWER,
        Direction.IN,
        call.partner(),
        call.service(),
        about(call),
        callOf(open),
        payload,
        // a signature binds to the body as a digest does
        call.secret() ? Optional.empty() : reply.signature(),
        Optional.of(outcome));
  }

  private static EntryDraft.Call callOf(OpenCall open) {
    return new EntryDraft.Call(
        open.correlationId(), open.callId(), open.callId(), Optional.empty());
  }

  private static EntryDraft lostEntry(MessageLog.OpenCall call) {
    return new EntryDraft(
        Kind.ANSWER,
        Direction.NONE,
        call.partner(),
        call.service(),
        About.NOTHING,
        new EntryDraft.Call(
            call.correlationId(), call.messageId(), call.callId(), Optional.empty()),
        Optional.empty(),
        Optional.empty(),
        Optional.of(new Outcome("IN_DOUBT", Optional.empty(), Optional.empty())));
  }

  static Outcome outcomeOf(DeliveryOutcome outcome, CallResult result) {
    Optional<Integer> status =
        result instanceof CallResult.Answered answered
            ? Optional.of(answered.status())
            : Optional.empty();
    return switch (outcome) {
      case DeliveryOutcome.Accepted _ -> new Outcome("ACCEPTED", Optional.empty(), status);
      case DeliveryOutcome.Refused refused ->
          new Outcome("REFUSED", Optional.of(refused.error().code()), status);
      case DeliveryOutcome.Deferred deferred ->
          new Outcome("DEFERRED", Optional.of(deferred.error().code()), status);
      case DeliveryOutcome.SessionExpired _ ->
          new Outcome("SESSION_EXPIRED", Optional.empty(), status);
      case DeliveryOutcome.Unknown unknown ->
          new Outcome("IN_DOUBT", Optional.of(unknown.error().code()), status);
    };
  }

  private static About about(PreparedCall call) {
    return call.segments().size() == 1
        ? aboutDossier(call.segments().getFirst().dossierCode())
        : About.NOTHING;
  }

  private static About aboutDossier(String code) {
    return new About(Optional.empty(), Optional.of(code), Optional.empty());
  }

  private static Payload payload(PreparedCall call) {
    List<EntryDraft.Segment> segments =
        call.segments().stream()
            .map(s -> new EntryDraft.Segment(s.dossierCode(), s.from(), s.to()))
            .toList();
    return new Payload(call.body(), mediaType(call), segments);
  }

  private static String mediaType(PreparedCall call) {
    return call.headers().getOrDefault("Content-Type", "application/json");
  }
}
