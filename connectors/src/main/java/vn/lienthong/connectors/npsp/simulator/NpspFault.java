package vn.lienthong.connectors.npsp.simulator;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * One fault, for one service or all, a number of times or until cleared.
 *
 * @param kind what goes wrong
 * @param service wire name of the service, {@code login}, or {@code *} for every service
 * @param count how many calls it hits; empty = until cleared
 * @param time of DELAY, LATE_EFFECT and DOWN
 * @param status of STATUS
 * @param retryAfter seconds of the Retry-After header of STATUS
 * @param bytes of RESET: how much of the answer leaves before the connection is reset
 * @param effect of RESET and GARBAGE: whether the call takes effect first
 * @param code of BAD_DOSSIER: the dossier that the portal refuses
 */
public record NpspFault(
    Kind kind,
    String service,
    OptionalInt count,
    Duration time,
    int status,
    OptionalInt retryAfter,
    int bytes,
    boolean effect,
    Optional<String> code) {

  /** What goes wrong. */
  public enum Kind {
    /** Takes effect at once, answers late. */
    DELAY,
    /** Takes effect late, whether or not the client still waits. */
    LATE_EFFECT,
    /** Answers an HTTP status without effect: 500, 502, 429 and the like. */
    STATUS,
    /** Resets the connection after some bytes of the answer. */
    RESET,
    /** Takes effect, then resets the connection without a byte. */
    REPLY_LOST,
    /** Answers 200 with bytes that are no JSON. */
    GARBAGE,
    /** Forgets the session and says so. */
    SESSION_EXPIRED,
    /** Answers with keys in another case. */
    KEY_CASE,
    /** Refuses one dossier, by code, wherever it stands. */
    BAD_DOSSIER,
    /** Closes the port for a time. */
    DOWN;

    /** Reads {@code reply-lost}, {@code REPLY_LOST}, {@code replyLost}. */
    static Kind read(String text) {
      String name =
          text.replaceAll("([a-z])([A-Z])", "$1_$2").replace('-', '_').toUpperCase(Locale.ROOT);
      return Arrays.stream(values())
          .filter(kind -> kind.name().equals(name))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "there is no fault '%s'; there are: %s"
                          .formatted(
                              text,
                              Arrays.stream(values())
                                  .map(Kind::word)
                                  .collect(Collectors.joining(", ")))));
    }

    /** As it stands in JSON: reply-lost. */
    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private static NpspFault of(Kind kind) {
    return new NpspFault(
        kind,
        "*",
        OptionalInt.empty(),
        Duration.ZERO,
        200,
        OptionalInt.empty(),
        0,
        false,
        Optional.empty());
  }

  /** Answers late; the effect is not. */
  public static NpspFault delay(Duration time) {
    return of(Kind.DELAY).during(time);
  }

  /** Takes effect only after the time, whether or not the client still waits. */
  public static NpspFault lateEffect(Duration time) {
    return of(Kind.LATE_EFFECT).during(time);
  }

  /** Answers with this HTTP status, without effect. */
  public static NpspFault status(int status) {
    NpspFault base = of(Kind.STATUS);
    return new NpspFault(
        base.kind,
        base.service,
        base.count,
        base.time,
        status,
        base.retryAfter,
        0,
        false,
        base.code);
  }

  /** Takes effect, then resets the connection after so many bytes of the answer. */
  public static NpspFault resetAfter(int bytes) {
    NpspFault base = of(Kind.RESET);
    return new NpspFault(
        base.kind,
        base.service,
        base.count,
        base.time,
        200,
        base.retryAfter,
        bytes,
        true,
        base.code);
  }

  /** Takes effect; no byte of the answer leaves. */
  public static NpspFault replyLost() {
    return of(Kind.REPLY_LOST);
  }

  /** Answers bytes that are no JSON, without effect. */
  public static NpspFault garbage() {
    return of(Kind.GARBAGE);
  }

  /** Forgets the session and says so. */
  public static NpspFault sessionExpired() {
    return of(Kind.SESSION_EXPIRED);
  }

  /** Answers with keys in another case. */
  public static NpspFault keyCase() {
    return of(Kind.KEY_CASE);
  }

  /** Refuses this dossier, alone or in a batch. */
  public static NpspFault badDossier(String code) {
    NpspFault base = of(Kind.BAD_DOSSIER);
    return new NpspFault(
        base.kind,
        base.service,
        base.count,
        base.time,
        200,
        base.retryAfter,
        0,
        false,
        Optional.of(code));
  }

  /** The same fault so many times; without this it lasts until cleared. */
  public NpspFault times(int n) {
    return new NpspFault(
        kind, service, OptionalInt.of(n), time, status, retryAfter, bytes, effect, code);
  }

  /** The same fault for one service only. */
  public NpspFault on(String name) {
    return new NpspFault(kind, name, count, time, status, retryAfter, bytes, effect, code);
  }

  /** The same fault with a Retry-After header. */
  public NpspFault retryAfter(int seconds) {
    return new NpspFault(
        kind, service, count, time, status, OptionalInt.of(seconds), bytes, effect, code);
  }

  /** The same fault, taking effect first or not. */
  public NpspFault withEffect(boolean takesEffect) {
    return new NpspFault(kind, service, count, time, status, retryAfter, bytes, takesEffect, code);
  }

  NpspFault during(Duration other) {
    return new NpspFault(kind, service, count, other, status, retryAfter, bytes, effect, code);
  }

  boolean hits(String name) {
    return service.equals("*") || service.equalsIgnoreCase(name);
  }
}
