package vn.lienthong.routes.messagelog;

import java.util.List;
import java.util.Optional;

/** What a feature tells the log; the log adds version, time, salts and commitments. */
public record EntryDraft(
    Kind kind,
    Direction direction,
    String partner,
    String service,
    About about,
    Call call,
    Optional<Payload> payload,
    Optional<Signature> signature,
    Optional<Outcome> outcome) {

  /** What the entry records. */
  public enum Kind {
    REQUEST,
    ANSWER,
    ITEM,
    OPERATOR_ACT,
    KEY_CHANGE,
    FILE_FETCH,
    REFUSED_CALL
  }

  /** Which way the message went. */
  public enum Direction {
    OUT,
    IN,
    NONE
  }

  /** Whom and what it is about. Dossier and caller are personal: only salted digests are logged. */
  public record About(
      Optional<String> caller, Optional<String> dossier, Optional<String> procedure) {
    /** About nobody and nothing in particular. */
    public static final About NOTHING =
        new About(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * Which message and call. {@code callId} joins a request, its items and its answer; {@code
   * position} is the place of an item in its call, from 0.
   */
  public record Call(
      String correlationId, String messageId, String callId, Optional<Integer> position) {}

  /** The exact bytes, and which of them belong to which dossier. */
  public record Payload(byte[] bytes, String mediaType, List<Segment> segments) {
    public Payload {
      segments = List.copyOf(segments);
    }
  }

  /** Bytes from (inclusive) to (exclusive) of one dossier. */
  public record Segment(String dossier, int from, int to) {}

  /** The signature value as it travelled; {@code format} such as JWS-detached or WSS-X509. */
  public record Signature(String format, String value, String certificateSha256) {}

  /** How it ended; {@code name} such as ACCEPTED, REFUSED, DEFERRED, IN_DOUBT, SENT. */
  public record Outcome(String name, Optional<String> errorCode, Optional<Integer> httpStatus) {}
}
