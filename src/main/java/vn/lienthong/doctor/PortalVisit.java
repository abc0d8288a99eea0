package vn.lienthong.doctor;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;
import vn.lienthong.connectors.call.CallResult;
import vn.lienthong.connectors.call.ReadOutcome;
import vn.lienthong.connectors.npsp.NpspConnector;
import vn.lienthong.connectors.npsp.NpspSession;
import vn.lienthong.routes.partner.NpspCalls;
import vn.lienthong.routes.partner.Turn;
import vn.lienthong.schemas.delivery.DeliveryOutcome;

/**
 * One visit to the portal for all checks that want to know something of it: a fresh login, whose
 * session is kept nowhere, and one read. Through the hub's own calls: logged, signed, paced.
 */
final class PortalVisit {
  private final NpspCalls calls;
  private final NpspConnector connector;
  private final Clock clock;
  private Optional<Visit> visit = Optional.empty();

  PortalVisit(NpspCalls calls, NpspConnector connector, Clock clock) {
    this.calls = calls.keepingNoSession();
    this.connector = connector;
    this.clock = clock;
  }

  /** How far the visit came. */
  enum Step {
    LOGIN,
    READ
  }

  /**
   * What came of it.
   *
   * @param failedAt the step that failed; empty when both went well
   * @param failure what came of that step
   * @param ahead by how much this machine's clock is ahead of the portal's, where an answer tells
   */
  record Visit(
      Optional<Step> failedAt, Optional<DeliveryOutcome> failure, Optional<Duration> ahead) {}

  /** The visit, made when it is asked for first. */
  synchronized Visit visit() {
    if (visit.isEmpty()) {
      visit = Optional.of(make());
    }
    return visit.get();
  }

  private Visit make() {
    String correlation = UUID.randomUUID().toString();
    return switch (calls.turn()) {
      case Turn.NotNow notNow -> failed(Step.LOGIN, NpspCalls.heldBack(notNow));
      case Turn.Granted turn -> {
        try (turn) {
          yield switch (login(correlation)) {
            case ReadOutcome.Failed<NpspSession> failed -> failed(Step.LOGIN, failed.outcome());
            case ReadOutcome.Value<NpspSession> _ -> read(correlation);
          };
        }
      }
    };
  }

  /** A stored session says nothing of the password: another one is asked for. */
  private ReadOutcome<NpspSession> login(String correlation) {
    Instant before = clock.instant();
    ReadOutcome<NpspSession> first = calls.session(correlation);
    return connector.needsSession()
            && first instanceof ReadOutcome.Value<NpspSession> value
            && value.value().obtainedAt().isBefore(before)
        ? calls.renewed(correlation, value.value())
        : first;
  }

  private Visit read(String correlation) {
    Dated dated = new Dated();
    ReadOutcome<?> outcome =
        calls.ask(
            correlation,
            connector::prepareSectors,
            result -> {
              dated.note(result);
              return connector.readSectors(result);
            });
    return switch (outcome) {
      case ReadOutcome.Failed<?> failed ->
          new Visit(Optional.of(Step.READ), Optional.of(failed.outcome()), dated.ahead);
      case ReadOutcome.Value<?> _ -> new Visit(Optional.empty(), Optional.empty(), dated.ahead);
    };
  }

  private static Visit failed(Step step, DeliveryOutcome outcome) {
    return new Visit(Optional.of(step), Optional.of(outcome), Optional.empty());
  }

  /** Takes the time from an answer (RFC 9110, 6.6.1), which tells whole seconds. */
  private final class Dated {
    private Optional<Duration> ahead = Optional.empty();

    void note(CallResult result) {
      if (result instanceof CallResult.Answered answered) {
        try {
          Instant told =
              ZonedDateTime.parse(
                      answered.headers().getOrDefault("date", ""),
                      DateTimeFormatter.RFC_1123_DATE_TIME)
                  .toInstant();
          ahead = Optional.of(Duration.between(told.plusMillis(500), clock.instant()));
        } catch (DateTimeException _) {
          ahead = Optional.empty();
        }
      }
    }
  }

  /** What a partner said when it did not do what it was asked for. */
  static String said(DeliveryOutcome outcome) {
    return switch (outcome) {
      case DeliveryOutcome.Accepted _ -> "";
      case DeliveryOutcome.Refused refused -> refused.text();
      case DeliveryOutcome.Deferred deferred -> deferred.text();
      case DeliveryOutcome.SessionExpired expired -> expired.text();
      case DeliveryOutcome.Unknown unknown -> unknown.text();
    };
  }
}
