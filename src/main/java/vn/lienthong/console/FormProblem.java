package vn.lienthong.console;

import java.util.Optional;
import vn.lienthong.app.Language;
import vn.lienthong.app.Texts;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;

/**
 * What is wrong with what somebody typed or asked for.
 *
 * @param field beside which it is told
 * @param status of the HTTP answer
 */
public record FormProblem(String field, String code, String sentence, int status) {
  /** The field of a reason. */
  public static final String REASON = "reason";

  private static final int LONGEST_REASON = 500;

  /** What is wrong, without what to do. */
  public static FormProblem of(String field, HubError error, Texts texts, Object... found) {
    return new FormProblem(
        field,
        error.code(),
        texts.language() == Language.VIETNAMESE ? error.vietnamese(found) : error.english(found),
        error.httpStatus());
  }

  /** What stopped what was asked for, with what to do. */
  public static FormProblem of(String field, HubException stopped, Texts texts) {
    String said =
        texts.language() == Language.VIETNAMESE ? stopped.vietnamese() : stopped.english();
    String code = stopped.error().code();
    return new FormProblem(
        field, code, said.substring(code.length()).strip(), stopped.error().httpStatus());
  }

  /** What is wrong with a reason, if anything. */
  public static Optional<FormProblem> ofReason(String reason, Texts texts) {
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
}
