package vn.lienthong.routes.partner;

import java.util.Map;
import java.util.Optional;
import vn.lienthong.connectors.call.CallResult;
import vn.lienthong.connectors.call.PreparedCall;
import vn.lienthong.routes.messagelog.EntryDraft;

/** Signs calls to NPSP and checks its signed answers, as the profile says. */
final class MessageSigner {

  /** A signature as header and as it stands in the log. */
  record Signed(Map<String, String> headers, EntryDraft.Signature signature) {}

  /** The call's signature, or empty when calls go out unsigned. */
  Optional<Signed> sign(PreparedCall call, String messageId) {
    return Optional.empty();
  }

  /** The answer with what is to be thought of it. */
  Reply checked(OpenCall open, CallResult result) {
    return new Reply(result, Optional.empty(), Optional.empty());
  }
}
