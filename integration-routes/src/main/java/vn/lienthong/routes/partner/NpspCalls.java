package vn.lienthong.routes.partner;

import java.util.function.Function;
import vn.lienthong.connectors.call.CallResult;
import vn.lienthong.connectors.call.PreparedCall;
import vn.lienthong.connectors.call.ReadOutcome;
import vn.lienthong.connectors.npsp.NpspSession;

/** One call to NPSP: session, prepare, sign, request entry committed, send, answer entry. */
public final class NpspCalls {

  /**
   * Asks NPSP. An expired session is renewed once: a new prepare, signature and entry. Blocks the
   * calling thread for at most the partner's timeouts; must be called outside any transaction.
   *
   * @param correlationId joins everything that one trigger caused
   */
  public <T> ReadOutcome<T> ask(
      String correlationId,
      Function<NpspSession, PreparedCall> prepare,
      Function<CallResult, ReadOutcome<T>> read) {
    throw new UnsupportedOperationException(correlationId + prepare + read);
  }
}
