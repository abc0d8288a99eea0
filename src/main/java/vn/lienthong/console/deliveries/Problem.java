package vn.lienthong.console.deliveries;

import java.util.Optional;
import vn.lienthong.app.Language;
import vn.lienthong.app.Texts;
import vn.lienthong.routes.dossiers.Replay;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/**
 * What is wrong with what somebody typed or asked for.
 *
 * @param field beside which it is told
 * @param status of the HTTP answer
 */
record Problem(String field, String code, String sentence, int status) {
  static final String REASON = "reason";
  private static final int LONGEST_REASON = 500;

  static Problem of(String field, HubError error, Texts texts, Object... found) {
    return new Problem(
        field,
        error.code(),
        texts.language() == Language.VIETNAMESE ? error.vietnamese(found) : error.english(found),
        error.httpStatus());
  }

  /** What stopped what was asked for, with what to do. */
  static Problem of(String field, HubException stopped, Texts texts) {
    String said =
        texts.language() == Language.VIETNAMESE ? stopped.vietnamese() : stopped.english();
    String code = stopped.error().code();
    return new Problem(
        field, code, said.substring(code.length()).strip(), stopped.error().httpStatus());
  }

  /** What is wrong with a reason, if anything. */
  static Optional<Problem> ofReason(String reason, Texts texts) {
    if (reason.isBlank()) {
      return Optional.of(of(REASON, HubError.REASON_MISSING, texts));
    }
    return reason.length() > LONGEST_REASON
        ? Optional.of(
            of(
                REASON,
                HubError.VALUE_TOO_LONG,
                texts,
                texts.text("page.replay.reason"),
                LONGEST_REASON))
        : Optional.empty();
  }

  /** Who acts and why, of a reason that {@link #ofReason} finds right. */
  static Replay.Act act(String user, String reason) {
    return new Replay.Act(user, reason);
  }
}
