package vn.lienthong.schemas.error;

import java.util.Optional;

/** Ends what was asked for with one catalogue error; whoever asked gets its sentence, no trace. */
public final class HubException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final HubError error;
  private final transient Object[] found;

  public HubException(HubError error, Object... found) {
    super(error.code() + " " + error.english(found));
    this.error = error;
    this.found = found.clone();
  }

  public HubException(Throwable cause, HubError error, Object... found) {
    super(error.code() + " " + error.english(found), cause);
    this.error = error;
    this.found = found.clone();
  }

  /** The row of the catalogue. */
  public HubError error() {
    return error;
  }

  /** The field of a call that is wrong; empty for every other error. */
  public Optional<String> field() {
    return error == HubError.CALL_FIELD_WRONG && found.length > 0
        ? Optional.of(String.valueOf(found[0]))
        : Optional.empty();
  }

  /** What happened and what to do, in Vietnamese. */
  public String vietnamese() {
    return error.code() + " " + ended(error.vietnamese(found)) + " " + error.adviceVietnamese();
  }

  /** What happened and what to do, in English. */
  public String english() {
    return error.code() + " " + ended(error.english(found)) + " " + error.adviceEnglish();
  }

  /** What was found may end a sentence or not. */
  private static String ended(String text) {
    String stripped = text.strip();
    return stripped.endsWith(".") ? stripped : stripped + ".";
  }
}
