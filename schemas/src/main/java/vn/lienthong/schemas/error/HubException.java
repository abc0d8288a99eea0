package vn.lienthong.schemas.error;

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
