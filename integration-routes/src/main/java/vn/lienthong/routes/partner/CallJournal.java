package vn.lienthong.routes.partner;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
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

/**
 * The entries of each call: request and items before it is sent, outcome after. Owns table {@code
 * partner.open_call}, by which recovery finds a request without an outcome.
 */
final class CallJournal {
  private static final String OPEN =
      """
      INSERT INTO partner.open_call
        (call_id, partner, service, correlation_id, message_id, opened_at, deadline)
      VALUES (:call, :partner, :service, :correlation, :message, :now, :deadline)
      """;
  private static final String CLOSE = "DELETE FROM partner.open_call WHERE call_id = :call";
  private static final String TAKE_LOST =
      """
      DELETE FROM partner.open_call
       WHERE call_id IN (
         SELECT call_id FROM partner.open_call
          WHERE deadline < :now ORDER BY deadline LIMIT :limit FOR UPDATE SKIP LOCKED)
      RETURNING call_id, partner, service, correlation_id, message_id
      """;

  private final JdbcClient jdbc;
  private final MessageLog messageLog;
  private final Clock clock;

  CallJournal(JdbcClient jdbc, MessageLog messageLog, Clock clock) {
    this.jdbc = jdbc;
    this.messageLog = messageLog;
    this.clock = clock;
  }

  /** Appends the request's entries in the running transaction. */
  void opened(OpenCall open, Duration patience) {
    PreparedCall call = open.call();
    messageLog.append(requestEntry(open));
    for (int i = 0; i < open.itemIds().size(); i++) {
      messageLog.append(itemEntry(open, i));
    }
    Instant now = clock.instant();
    jdbc.sql(OPEN)
        .param("call", open.callId())
        .param("partner", call.partner())
        .param("service", call.service())
        .param("correlation", open.correlationId())
        .param("message", open.callId())
        .param("now", Timestamp.from(now))
        .param("deadline", Timestamp.from(now.plus(patience)))
        .update();
  }

  /** Appends the outcome's entry in the running transaction. */
  void answered(OpenCall open, Reply reply, Outcome outcome) {
    messageLog.append(answerEntry(open, reply, outcome));
    jdbc.sql(CLOSE).param("call", open.callId()).update();
  }

  /** Writes "in doubt" for calls that nobody waits for any more; in the running transaction. */
  int closeLost(int limit) {
    List<EntryDraft> lost =
        jdbc.sql(TAKE_LOST)
            .param("now", Timestamp.from(clock.instant()))
            .param("limit", limit)
            .query(
                (row, _) ->
                    lostEntry(
                        row.getString("partner"),
                        row.getString("service"),
                        new EntryDraft.Call(
                            row.getString("correlation_id"),
                            row.getString("message_id"),
                            row.getString("call_id"),
                            Optional.empty())))
            .list();
    lost.forEach(messageLog::append);
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
        new EntryDraft.Call(open.correlationId(), open.callId(), open.callId(), Optional.empty()),
        call.secret() ? Optional.empty() : Optional.of(payload(call)),
        open.signature(),
        Optional.empty());
  }

  private static EntryDraft itemEntry(OpenCall open, int position) {
    PreparedCall call = open.call();
    PreparedCall.Segment segment = call.segments().get(position);
    byte[] bytes = Arrays.copyOfRange(call.body(), segment.from(), segment.to());
    return new EntryDraft(
        Kind.ITEM,
        Direction.OUT,
        call.partner(),
        call.service(),
        aboutDossier(segment.dossierCode()),
        new EntryDraft.Call(
            open.correlationId(),
            open.itemIds().get(position),
            open.callId(),
            Optional.of(position)),
        Optional.of(new Payload(bytes, mediaType(call), List.of())),
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
        new EntryDraft.Call(open.correlationId(), open.callId(), open.callId(), Optional.empty()),
        payload,
        reply.signature(),
        Optional.of(outcome));
  }

  private static EntryDraft lostEntry(String partner, String service, EntryDraft.Call call) {
    return new EntryDraft(
        Kind.ANSWER,
        Direction.NONE,
        partner,
        service,
        About.NOTHING,
        call,
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
