package vn.lienthong.routes.messagelog;

import java.util.UUID;

/** Appends entries to the message log, inside the caller's transaction. */
public final class MessageLog {

  /**
   * Appends one entry in the running transaction; it is sealed within about a second of the commit.
   *
   * @return the entry's id
   */
  public UUID append(EntryDraft draft) {
    throw new UnsupportedOperationException(draft.service());
  }
}
