package vn.lienthong.routes.messagelog;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Drafts of what people do to the log itself. */
final class OperatorActs {
  private OperatorActs() {}

  /**
   * An act that is its own call.
   *
   * @param message what it names, in clear
   */
  static EntryDraft act(
      String service,
      String who,
      Optional<String> dossier,
      String message,
      EntryDraft.Payload payload) {
    String call = UUID.randomUUID().toString();
    return new EntryDraft(
        EntryDraft.Kind.OPERATOR_ACT,
        EntryDraft.Direction.NONE,
        "hub",
        service,
        new EntryDraft.About(Optional.of(who), dossier, Optional.empty()),
        new EntryDraft.Call(call, message, call, Optional.empty()),
        Optional.of(payload),
        Optional.empty(),
        Optional.empty());
  }

  /** A text as payload. */
  static EntryDraft.Payload text(String text) {
    return new EntryDraft.Payload(
        text.getBytes(StandardCharsets.UTF_8), "text/plain; charset=utf-8", List.of());
  }
}
