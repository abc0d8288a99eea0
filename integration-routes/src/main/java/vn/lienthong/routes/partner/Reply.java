package vn.lienthong.routes.partner;

import java.util.Optional;
import java.util.function.Function;
import vn.lienthong.connectors.call.CallResult;
import vn.lienthong.connectors.call.ReadOutcome;
import vn.lienthong.routes.messagelog.EntryDraft;
import vn.lienthong.schemas.delivery.DeliveryOutcome;

/**
 * What came back from a call, and whether it may be believed.
 *
 * @param result the transport's result
 * @param signature the answer's signature, where it had one that could be read
 * @param distrust why the answer is not believed; empty when it is, or when there is none
 */
public record Reply(
    CallResult result,
    Optional<EntryDraft.Signature> signature,
    Optional<DeliveryOutcome.Unknown> distrust) {

  /** Reads the answer, unless it is not believed. */
  public <T> ReadOutcome<T> read(Function<CallResult, ReadOutcome<T>> reader) {
    return distrust
        .<ReadOutcome<T>>map(ReadOutcome.Failed::new)
        .orElseGet(() -> reader.apply(result));
  }

  /** Reads a delivery's outcome; one that is not believed is unknown. */
  public DeliveryOutcome outcome(Function<CallResult, DeliveryOutcome> reader) {
    return distrust.<DeliveryOutcome>map(unknown -> unknown).orElseGet(() -> reader.apply(result));
  }
}
