package vn.lienthong.connectors.call;

import java.time.Duration;
import java.util.Map;

/** What came back from sending a prepared call. */
public sealed interface CallResult {

  /** A whole answer came. Header names are in lower case. */
  record Answered(int status, Map<String, String> headers, byte[] body, Duration took)
      implements CallResult {
    public Answered {
      headers = Map.copyOf(headers);
    }
  }

  /** Certainly nothing of the request reached the partner: no connection was made. */
  record NotSent(String reason) implements CallResult {}

  /** The request was on its way and no whole answer came: it may have taken effect. */
  record Lost(String reason) implements CallResult {}
}
