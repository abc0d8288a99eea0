package vn.lienthong.connectors.npsp;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.lienthong.connectors.call.PreparedCall;
import vn.lienthong.connectors.npsp.NpspProfile.Addresses;
import vn.lienthong.connectors.npsp.NpspProfile.DstcodePlace;
import vn.lienthong.connectors.npsp.NpspProfile.Forwarding;

/** Turns a provider's path into the address to call, plain or through a security server. */
final class Address {
  private final Addresses addresses;
  private final boolean dstcodeAlways;

  /**
   * @param dstcodeAlways whether the destination code goes with every call, or only with those that
   *     a security server forwards
   */
  Address(Addresses addresses, boolean dstcodeAlways) {
    this.addresses = addresses;
    this.dstcodeAlways = dstcodeAlways;
  }

  /** A call of this service. {@code path} may hold a query of the provider's own. */
  PreparedCall post(
      String service,
      String path,
      byte[] body,
      boolean secret,
      List<PreparedCall.Segment> segments) {
    return call(service, "POST", path, body, secret, segments);
  }

  PreparedCall get(String service, String path) {
    return call(service, "GET", path, new byte[0], false, List.of());
  }

  private PreparedCall call(
      String service,
      String method,
      String path,
      byte[] body,
      boolean secret,
      List<PreparedCall.Segment> segments) {
    int query = path.indexOf('?');
    return new PreparedCall(
        "npsp",
        service,
        method,
        target(path),
        addresses.dstcode(),
        query < 0 ? path : path.substring(0, query),
        headers(method),
        body,
        secret,
        segments);
  }

  private Map<String, String> headers(String method) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Accept", "application/json");
    if (method.equals("POST")) {
      headers.put("Content-Type", "application/json");
      headers.put("Charset", "utf-8");
    }
    if (sendsDstcode() && addresses.dstcodePlace() == DstcodePlace.HEADER) {
      headers.put("dstcode", addresses.dstcode());
    }
    return headers;
  }

  private boolean sendsDstcode() {
    return dstcodeAlways || addresses.forwarding().isPresent();
  }

  /** The forwarding form was seen with dstcode in the query; a header beside it does no harm. */
  private URI target(String path) {
    int query = path.indexOf('?');
    List<String> parameters = new ArrayList<>();
    if (query >= 0) {
      parameters.add(path.substring(query + 1));
    }
    boolean inQuery = sendsDstcode() && addresses.dstcodePlace() == DstcodePlace.QUERY;
    if (inQuery || addresses.forwarding().isPresent()) {
      parameters.add("dstcode=" + encoded(addresses.dstcode()));
    }
    addresses
        .forwarding()
        .ifPresent(to -> parameters.add("providerurl=" + encoded(to.provider().toString())));
    String base = addresses.adapter().toString().replaceAll("/+$", "");
    return URI.create(
        base
            + addresses.forwarding().map(Forwarding::path).orElse("")
            + (query < 0 ? path : path.substring(0, query))
            + (parameters.isEmpty() ? "" : "?" + String.join("&", parameters)));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
