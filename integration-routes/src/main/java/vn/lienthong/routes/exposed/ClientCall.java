package vn.lienthong.routes.exposed;

import java.util.Optional;
import vn.lienthong.routes.messagelog.EntryDraft;

/**
 * A call of a known client, as it stands in the log.
 *
 * @param request exact bytes of its body, or for GET the line that asks
 * @param mediaType of the request
 */
record ClientCall(
    Client client,
    String service,
    String correlationId,
    byte[] request,
    String mediaType,
    Optional<EntryDraft.Signature> signature) {}
