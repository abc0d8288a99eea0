package vn.lienthong.connectors.npsp;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.connectors.call.PreparedCall;
import vn.lienthong.connectors.call.PreparedCall.Segment;
import vn.lienthong.connectors.npsp.NpspProfile.Addresses;
import vn.lienthong.connectors.npsp.NpspProfile.DstcodePlace;

/** Writes a call to the byte: address in plain or forwarding form, headers, envelope. */
final class CallForm {
  private static final String FORWARD = "/XrdAdapter/RestService/forward";

  private final NpspProfile profile;

  CallForm(NpspProfile profile) {
    this.profile = profile;
  }

  PreparedCall login() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    write(body, "{\"username\":");
    writeText(body, profile.account().username());
    write(body, ",\"password\":");
    writeText(body, profile.account().password());
    write(body, "}");
    return call("login", profile.addresses().loginPath(), body.toByteArray(), true, List.of());
  }

  /** A service with its own fields, in order. */
  PreparedCall service(
      String name, String path, NpspSession session, String wireName, Map<String, String> fields) {
    ByteArrayOutputStream body = envelope(session, wireName, fields);
    write(body, "}");
    return call(name, path, body.toByteArray(), false, List.of());
  }

  /** A push of items in one array. */
  PreparedCall push(
      String name,
      NpspSession session,
      String wireName,
      Map<String, String> fields,
      List<NpspItem> items) {
    if (items.isEmpty()) {
      throw new IllegalArgumentException("a push without items");
    }
    ByteArrayOutputStream body = envelope(session, wireName, fields);
    write(body, ",\"data\":[");
    List<Segment> segments = new ArrayList<>();
    for (NpspItem item : items) {
      if (!segments.isEmpty()) {
        write(body, ",");
      }
      int from = body.size();
      body.writeBytes(item.json());
      segments.add(new Segment(item.dossier().value(), from, body.size()));
    }
    write(body, "]}");
    return call(name, profile.addresses().integrationPath(), body.toByteArray(), false, segments);
  }

  private ByteArrayOutputStream envelope(
      NpspSession session, String wireName, Map<String, String> fields) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    write(body, "{\"session\":");
    writeText(body, session.token());
    write(body, ",\"madonvi\":");
    writeText(body, profile.account().agencyCode());
    write(body, ",\"service\":");
    writeText(body, wireName);
    fields.forEach(
        (field, value) -> {
          write(body, ",");
          writeText(body, field);
          write(body, ":");
          writeText(body, value);
        });
    return body;
  }

  private PreparedCall call(
      String name, String path, byte[] body, boolean secret, List<Segment> segments) {
    Addresses addresses = profile.addresses();
    Map<String, String> headers = new HashMap<>();
    headers.put("Accept", "application/json");
    headers.put("Content-Type", "application/json");
    headers.put("Charset", "utf-8");
    if (addresses.dstcodePlace() == DstcodePlace.HEADER) {
      headers.put("dstcode", addresses.dstcode());
    }
    return new PreparedCall(
        "npsp",
        name,
        "POST",
        target(addresses, path),
        addresses.dstcode(),
        path,
        headers,
        body,
        secret,
        segments);
  }

  private static URI target(Addresses addresses, String path) {
    List<String> query = new ArrayList<>();
    Optional<URI> provider = addresses.providerUrl();
    if (addresses.dstcodePlace() == DstcodePlace.QUERY || provider.isPresent()) {
      query.add("dstcode=" + encoded(addresses.dstcode()));
    }
    provider.ifPresent(url -> query.add("providerurl=" + encoded(url.toString())));
    String base = addresses.adapter().toString().replaceAll("/+$", "");
    return URI.create(
        base
            + (provider.isPresent() ? FORWARD : "")
            + path
            + (query.isEmpty() ? "" : "?" + String.join("&", query)));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static void writeText(ByteArrayOutputStream out, String text) {
    out.write('"');
    out.writeBytes(
        new String(JsonStringEncoder.getInstance().quoteAsString(text))
            .getBytes(StandardCharsets.UTF_8));
    out.write('"');
  }

  private static void write(ByteArrayOutputStream out, String json) {
    out.writeBytes(json.getBytes(StandardCharsets.UTF_8));
  }
}
