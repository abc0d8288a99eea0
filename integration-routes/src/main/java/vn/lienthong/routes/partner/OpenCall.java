package vn.lienthong.routes.partner;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.connectors.call.PreparedCall;
import vn.lienthong.routes.messagelog.EntryDraft;

/**
 * A call prepared and signed, with its id. Nothing of it is stored or sent yet.
 *
 * @param callId joins the request's entries and the answer's
 * @param correlationId joins everything that one trigger caused
 * @param call the exact bytes and their target
 * @param itemIds ids of the messages in the call, one for each of the call's segments, in order
 * @param headers headers that signing adds to those of the call
 * @param signature as it travels, empty when the partner's calls go out unsigned
 */
public record OpenCall(
    String callId,
    String correlationId,
    PreparedCall call,
    List<String> itemIds,
    Map<String, String> headers,
    Optional<EntryDraft.Signature> signature) {
  public OpenCall {
    itemIds = List.copyOf(itemIds);
    headers = Map.copyOf(headers);
    if (!itemIds.isEmpty() && itemIds.size() != call.segments().size()) {
      throw new IllegalArgumentException(
          itemIds.size() + " message ids for " + call.segments().size() + " segments");
    }
  }
}
