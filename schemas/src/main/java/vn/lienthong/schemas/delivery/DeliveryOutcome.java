package vn.lienthong.schemas.delivery;

import java.time.Duration;
import java.util.Optional;
import vn.lienthong.schemas.error.HubError;

/** What came of handing one message to a partner. */
public sealed interface DeliveryOutcome {

  /** The partner has it. {@code alreadyKnown} when it said that it had it before. */
  record Accepted(Optional<String> receipt, boolean alreadyKnown) implements DeliveryOutcome {}

  /** The partner (or our own rule, before sending) said no: somebody must mend it. */
  record Refused(HubError error, Optional<String> field, String text) implements DeliveryOutcome {}

  /**
   * The partner could not take it now; nothing took effect. {@code usesAttempt} is false for what
   * says nothing about the message: unreachable, 5xx, 429.
   */
  record Deferred(HubError error, Duration retryAfter, boolean usesAttempt, String text)
      implements DeliveryOutcome {}

  /** The session had run out; nothing took effect. Log in again and prepare anew. */
  record SessionExpired(String text) implements DeliveryOutcome {}

  /** It may or may not have taken effect: it must be asked for before anything else is done. */
  record Unknown(HubError error, String text) implements DeliveryOutcome {}
}
