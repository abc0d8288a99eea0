package vn.lienthong.routes.partner;

import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import vn.lienthong.connectors.call.CallResult;
import vn.lienthong.connectors.call.PreparedCall;

/** Writes one prepared call to its target and reads the answer. */
@FunctionalInterface
interface CallSender {
  CallResult send(
      PreparedCall call,
      Map<String, String> extraHeaders,
      Duration timeout,
      BooleanSupplier inTime);
}
