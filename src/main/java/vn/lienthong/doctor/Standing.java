package vn.lienthong.doctor;

/** How a thing stands that was looked at. */
public enum Standing {
  /** As it should be. */
  OK,
  /** Works, and somebody should see to it. */
  WARNING,
  /** Keeps the hub from its work, or will within days. */
  PROBLEM,
  /** Could not be looked at. */
  UNKNOWN
}
