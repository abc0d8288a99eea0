package vn.lienthong.routes.messagelog;

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
}
