package vn.lienthong.connectors.npsp;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.lienthong.connectors.call.CallResult;
import vn.lienthong.connectors.call.ReadOutcome;
import vn.lienthong.connectors.npsp.NpspTables.AnswerRule;
import vn.lienthong.connectors.npsp.NpspTables.Meaning;
import vn.lienthong.schemas.delivery.DeliveryOutcome;
import vn.lienthong.schemas.error.HubError;

/** Says what an answer means, by the profile's table; what the table does not know is deferred. */
final class AnswerReader {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Pattern FIELD =
      Pattern.compile("\\b([A-Z][A-Za-z]+(?:\\.[A-Z][A-Za-z]+)*):");

  private final List<AnswerRule> rules;
  private final Clock clock;

  AnswerReader(NpspTables tables, Clock clock) {
    this.rules = tables.answers();
    this.clock = clock;
  }

  /** The outcome of a call that has an effect. */
  DeliveryOutcome delivery(CallResult result) {
    return outcome(result, true);
  }

  /** The value of a call without effect. */
  <T> ReadOutcome<T> value(CallResult result, Function<WireAnswer, ReadOutcome<T>> reader) {
    return switch (outcome(result, false)) {
      case DeliveryOutcome.Accepted _ -> {
        CallResult.Answered answered = (CallResult.Answered) result;
        yield reader.apply(WireAnswer.read(answered.body()));
      }
      case DeliveryOutcome other -> new ReadOutcome.Failed<>(other);
    };
  }

  private DeliveryOutcome outcome(CallResult result, boolean effect) {
    return switch (result) {
      case CallResult.NotSent(String reason) ->
          new DeliveryOutcome.Deferred(HubError.PARTNER_UNREACHABLE, SOON, false, reason);
      case CallResult.Lost(String reason) ->
          effect
              ? new DeliveryOutcome.Unknown(HubError.PARTNER_ANSWER_LOST, reason)
              : new DeliveryOutcome.Deferred(HubError.PARTNER_ANSWER_LOST, SOON, false, reason);
      case CallResult.Answered answered -> answered(answered, effect);
    };
  }

  private DeliveryOutcome answered(CallResult.Answered answered, boolean effect) {
    WireAnswer answer = WireAnswer.read(answered.body());
    boolean good = answered.status() >= 200 && answered.status() < 300;
    if (good && !answer.isJson()) {
      String text = "HTTP " + answered.status() + " without JSON";
      return effect
          ? new DeliveryOutcome.Unknown(HubError.PARTNER_ANSWER_UNREADABLE, text)
          : new DeliveryOutcome.Deferred(HubError.PARTNER_ANSWER_UNREADABLE, SOON, true, text);
    }
    String text =
        "HTTP "
            + answered.status()
            + ", error_code "
            + answer.errorCode()
            + ", "
            + answer.message();
    Optional<Meaning> meaning =
        rules.stream()
            .filter(rule -> rule.matches(answered.status(), answer.errorCode(), answer.message()))
            .map(AnswerRule::meaning)
            .findFirst();
    if (meaning.isEmpty()) {
      return new DeliveryOutcome.Deferred(HubError.PARTNER_ANSWER_UNKNOWN, SOON, true, text);
    }
    return switch (meaning.orElseThrow()) {
      case SUCCESS -> new DeliveryOutcome.Accepted(Optional.empty(), false);
      case DUPLICATE -> new DeliveryOutcome.Accepted(Optional.empty(), true);
      case SESSION_EXPIRED -> new DeliveryOutcome.SessionExpired(text);
      case TEMPORARY ->
          new DeliveryOutcome.Deferred(
              HubError.PARTNER_UNREACHABLE, retryAfter(answered), false, text);
      case IN_DOUBT ->
          effect
              ? new DeliveryOutcome.Unknown(HubError.PARTNER_ANSWER_LOST, text)
              : new DeliveryOutcome.Deferred(HubError.PARTNER_ANSWER_LOST, SOON, false, text);
      case REFUSED ->
          new DeliveryOutcome.Refused(
              HubError.PARTNER_REFUSED, refusedField(answer.message()), answer.message());
    };
  }

  private static Optional<String> refusedField(String message) {
    Matcher matcher = FIELD.matcher(message);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private Duration retryAfter(CallResult.Answered answered) {
    return answered.retryAfter(clock.instant()).orElse(SOON);
  }
}
