package vn.lienthong.routes.partner;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.connectors.call.CallResult;
import vn.lienthong.connectors.call.PreparedCall;
import vn.lienthong.routes.messagelog.EntryDraft;
import vn.lienthong.schemas.delivery.DeliveryOutcome;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.signing.jws.DetachedJws;
import vn.lienthong.signing.jws.Expected;
import vn.lienthong.signing.jws.JwsCheck;
import vn.lienthong.signing.jws.RequestBinding;
import vn.lienthong.signing.keys.SigningKey;
import vn.lienthong.signing.keys.TrustAnchors;

/** Signs calls to NPSP and checks its signed answers, as the settings say. */
final class MessageSigner {
  static final String HEADER = "X-JWS-Signature";
  private static final String FORMAT = "JWS-detached";

  private final Optional<SigningKey> key;
  private final Trust trust;
  private final Clock clock;

  MessageSigner(Optional<SigningKey> key, Trust trust, Clock clock) {
    this.key = key;
    this.trust = trust;
    this.clock = clock;
  }

  /** Which answers are believed; {@code self} is whom the partner names as audience. */
  record Trust(SignedAnswers answers, TrustAnchors anchors, String self) {}

  /** A signature as header and as it stands in the log. */
  record Signed(Map<String, String> headers, EntryDraft.Signature signature) {}

  /** The call's signature, or empty when calls go out unsigned. */
  Optional<Signed> sign(PreparedCall call, String messageId, String correlationId) {
    return key.map(
        with -> {
          RequestBinding binding =
              new RequestBinding(
                  clock.instant(),
                  messageId,
                  correlationId,
                  call.audience(),
                  call.method(),
                  call.providerPath());
          String jws = DetachedJws.sign(with, call.body(), binding);
          return new Signed(
              Map.of(HEADER, jws), new EntryDraft.Signature(FORMAT, jws, with.certificateSha256()));
        });
  }

  /** The answer with what is to be thought of it. */
  Reply checked(OpenCall open, CallResult result) {
    if (!(result instanceof CallResult.Answered answered)) {
      return new Reply(result, Optional.empty(), Optional.empty());
    }
    Optional<String> jws = header(answered);
    return switch (trust.answers()) {
      case OFF -> new Reply(result, Optional.empty(), Optional.empty());
      case WHEN_PRESENT ->
          jws.map(value -> verified(open, answered, value))
              .orElseGet(() -> new Reply(result, Optional.empty(), Optional.empty()));
      case REQUIRED ->
          jws.map(value -> verified(open, answered, value))
              .orElseGet(() -> distrusted(open, result, "no signature"));
    };
  }

  private Reply verified(OpenCall open, CallResult.Answered answered, String jws) {
    PreparedCall call = open.call();
    String request = open.headers().getOrDefault(HEADER, "");
    Expected expected =
        Expected.answer(
            trust.self(),
            call.method(),
            call.providerPath(),
            answered.status(),
            request.isEmpty() ? "" : DetachedJws.digest(request));
    return switch (DetachedJws.verify(
        jws, answered.body(), trust.anchors(), expected, clock.instant())) {
      case JwsCheck.Valid valid ->
          new Reply(
              answered,
              Optional.of(new EntryDraft.Signature(FORMAT, jws, valid.certificateSha256())),
              Optional.empty());
      case JwsCheck.Invalid invalid -> distrusted(open, answered, invalid.text());
    };
  }

  private static Reply distrusted(OpenCall open, CallResult result, String why) {
    HubError error = HubError.ANSWER_NOT_TRUSTED;
    return new Reply(
        result,
        Optional.empty(),
        Optional.of(new DeliveryOutcome.Unknown(error, error.english(open.call().partner(), why))));
  }

  private static Optional<String> header(CallResult.Answered answered) {
    return answered.headers().entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(HEADER))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
