package vn.lienthong.signing.jws;

/** What can be said of a signature in a log, long after the call. */
public enum Coverage {
  /** It is by the certificate that the log names, over these bytes. */
  RIGHT,
  /** It is not. */
  WRONG,
  /** The certificate does not travel in it, so it cannot be said. */
  CERTIFICATE_ELSEWHERE
}
