package vn.lienthong.console;

import vn.lienthong.app.Texts;
import vn.lienthong.app.Times;

/**
 * What every page of the console needs, whoever looks.
 *
 * @param user name of the person signed in; empty before
 * @param mayAct whether the person may do more than look
 * @param mayReadEntries whether the person may fetch entries of the log
 * @param inVietnamese address of the same page in Vietnamese
 * @param inEnglish address of the same page in English
 */
public record Frame(
    String user,
    boolean mayAct,
    boolean mayReadEntries,
    String inVietnamese,
    String inEnglish,
    Texts texts) {

  /** Writes times in the reader's language. */
  public Times times() {
    return texts.times();
  }
}
