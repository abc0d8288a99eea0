package vn.lienthong.connectors.npsp;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import vn.lienthong.connectors.call.CallResult;
import vn.lienthong.connectors.call.ReadOutcome;
import vn.lienthong.connectors.npsp.NpspTables.AnswerRule;
import vn.lienthong.connectors.npsp.NpspTables.Generation;
import vn.lienthong.connectors.npsp.NpspTables.Meaning;
import vn.lienthong.schemas.delivery.DeliveryOutcome;
import vn.lienthong.schemas.error.HubError;

/** Says what an answer means, by the profile's table; what the table does not know is deferred. */
final class AnswerReader {
  private static final Duration SOON = Duration.ofSeconds(5);

  private final List<AnswerRule> rules;
  private final boolean texts;
  private final Clock clock;

  AnswerReader(NpspTables tables, Clock clock) {
    this.rules = tables.answers();
    this.texts = tables.generation() == Generation.RELAY;
    this.clock = clock;
  }

  /**
   * The outcome of a push. A relay answers steps with a bare text, which counts like a message.
   *
   * @param service the hub's name of the call
   * @param fields of what was pushed, to find the one that a refusal speaks of
   */
  DeliveryOutcome push(String service, WireFields fields, CallResult result) {
    return switch (result) {
      case CallResult.NotSent(String reason) -> notSent(reason);
      case CallResult.Lost(String reason) -> lost(reason);
      case CallResult.Answered answered -> {
        WireAnswer answer = WireAnswer.read(answered.body());
        boolean plain = good(answered) && !answer.isJson();
        Optional<Meaning> meaning =
            plain && !texts ? Optional.empty() : meaning(service, answered, answer);
        yield plain && meaning.isEmpty()
            ? new DeliveryOutcome.Unknown(HubError.PARTNER_ANSWER_UNREADABLE, noJson(answered))
            : outcome(meaning, answered, answer, fields.named(answer.message()));
      }
    };
  }

  /** The value of a call without effect; one that is repeated does no harm. */
  <T> ReadOutcome<T> value(
      String service, CallResult result, Function<WireAnswer, ReadOutcome<T>> reader) {
    return switch (result) {
      case CallResult.NotSent(String reason) -> new ReadOutcome.Failed<>(notSent(reason));
      case CallResult.Lost(String reason) -> new ReadOutcome.Failed<>(again(reason));
      case CallResult.Answered answered -> {
        WireAnswer answer = WireAnswer.read(answered.body());
        if (good(answered) && !answer.isJson()) {
          yield new ReadOutcome.Failed<>(unreadable(noJson(answered)));
        }
        yield switch (outcome(
            meaning(service, answered, answer), answered, answer, Optional.empty())) {
          case DeliveryOutcome.Accepted _ -> reader.apply(answer);
          case DeliveryOutcome.Unknown(HubError _, String text) ->
              new ReadOutcome.Failed<>(again(text));
          case DeliveryOutcome other -> new ReadOutcome.Failed<>(other);
        };
      }
    };
  }

  /** An answer that is no answer of the contract; trying again may help. */
  static DeliveryOutcome.Deferred unreadable(String text) {
    return new DeliveryOutcome.Deferred(HubError.PARTNER_ANSWER_UNREADABLE, SOON, true, text);
  }

  private Optional<Meaning> meaning(
      String service, CallResult.Answered answered, WireAnswer answer) {
    return rules.stream()
        .filter(
            rule -> rule.matches(service, answered.status(), answer.errorCode(), answer.message()))
        .map(AnswerRule::meaning)
        .findFirst();
  }

  private DeliveryOutcome outcome(
      Optional<Meaning> meaning,
      CallResult.Answered answered,
      WireAnswer answer,
      Optional<String> field) {
    String text =
        "HTTP %d, error_code %s, %s"
            .formatted(answered.status(), answer.errorCode(), answer.message());
    if (meaning.isEmpty()) {
      return new DeliveryOutcome.Deferred(HubError.PARTNER_ANSWER_UNKNOWN, SOON, true, text);
    }
    return switch (meaning.orElseThrow()) {
      case SUCCESS -> new DeliveryOutcome.Accepted(Optional.empty(), false);
      case DUPLICATE -> new DeliveryOutcome.Accepted(Optional.empty(), true);
      case SESSION_EXPIRED -> new DeliveryOutcome.SessionExpired(text);
      case TEMPORARY ->
          new DeliveryOutcome.Deferred(
              HubError.PARTNER_UNREACHABLE,
              answered.retryAfter(clock.instant()).orElse(SOON),
              false,
              text);
      case IN_DOUBT -> lost(text);
      case REFUSED ->
          new DeliveryOutcome.Refused(
              HubError.PARTNER_REFUSED,
              field,
              answer.message().isEmpty() ? text : answer.message());
    };
  }

  private static boolean good(CallResult.Answered answered) {
    return answered.status() >= 200 && answered.status() < 300;
  }

  private static String noJson(CallResult.Answered answered) {
    return "HTTP " + answered.status() + " without JSON";
  }

  private static DeliveryOutcome.Deferred notSent(String reason) {
    return new DeliveryOutcome.Deferred(HubError.PARTNER_UNREACHABLE, SOON, false, reason);
  }

  private static DeliveryOutcome.Unknown lost(String reason) {
    return new DeliveryOutcome.Unknown(HubError.PARTNER_ANSWER_LOST, reason);
  }

  private static DeliveryOutcome.Deferred again(String reason) {
    return new DeliveryOutcome.Deferred(HubError.PARTNER_ANSWER_LOST, SOON, false, reason);
  }
}
