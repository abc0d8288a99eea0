package vn.lienthong.routes.partner;

/** What is expected of a partner's answers. */
public enum SignedAnswers {
  /** Signatures are not looked at. */
  OFF,
  /** A signature must be right where there is one. */
  WHEN_PRESENT,
  /** Every answer must be signed. */
  REQUIRED
}
