package vn.lienthong.prove;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One fault to come; all chance in it comes from the seed.
 *
 * @param number from 1
 * @param fault what
 * @param pauseMillis how long all is left alone before it
 * @param millis how long it lasts, or how far into a start it comes
 * @param pick which of several: bytes of an answer, one process of many
 * @param effect whether a call takes effect before it fails
 */
record PlannedFault(
    int number, Fault fault, int pauseMillis, int millis, int pick, boolean effect) {
  private static final int[] STATUSES = {500, 502, 503, 504, 429};

  /** Less than the head of any answer: a whole one would say that a call without effect had one. */
  private static final int BYTES_OF_A_HEAD = 60;

  /** What the portal's control page is told. */
  ObjectNode words() {
    int bytes = effect ? pick : pick % BYTES_OF_A_HEAD;
    return fault.words(millis, bytes, effect, STATUSES[pick % STATUSES.length]);
  }
}
