package vn.lienthong.connectors.call;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * One request, complete to the byte and not yet sent. Between preparing and sending, the caller
 * signs the bytes and commits the log entry.
 *
 * @param partner the hub's short name of the partner, such as npsp
 * @param service the operation in the hub's words, such as dossier-add
 * @param method HTTP method
 * @param target where the bytes go, forwarding form included
 * @param audience who is meant: the partner's dstcode
 * @param providerPath path as the provider sees it, never the forwarding address (JWS claim htu)
 * @param headers headers of the request
 * @param body exact bytes
 * @param secret true for login and token calls, whose body is neither stored nor committed to
 * @param segments which bytes belong to which dossier, in order; empty when to none
 */
public record PreparedCall(
    String partner,
    String service,
    String method,
    URI target,
    String audience,
    String providerPath,
    Map<String, String> headers,
    byte[] body,
    boolean secret,
    List<Segment> segments) {
  public PreparedCall {
    headers = Map.copyOf(headers);
    segments = List.copyOf(segments);
    body = body.clone();
  }

  /** The bytes from {@code from} (inclusive) to {@code to} (exclusive) are this dossier's. */
  public record Segment(String dossierCode, int from, int to) {}

  @Override
  public String toString() {
    return "PreparedCall[" + partner + " " + service + ", " + body.length + " bytes]";
  }
}
