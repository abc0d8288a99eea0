package vn.lienthong.connectors.npsp;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import vn.lienthong.connectors.call.PreparedCall.Segment;

/** JSON being written byte by byte, so that it is known which bytes are whose. */
final class JsonBytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<Segment> segments = new ArrayList<>();

  JsonBytes raw(String json) {
    out.writeBytes(json.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  JsonBytes text(String text) {
    out.write('"');
    out.writeBytes(
        new String(JsonStringEncoder.getInstance().quoteAsString(text))
            .getBytes(StandardCharsets.UTF_8));
    out.write('"');
    return this;
  }

  /** An array of items, each of them a segment. */
  JsonBytes items(List<NpspItem> items) {
    if (items.isEmpty()) {
      throw new IllegalArgumentException("a push without items");
    }
    raw("[");
    for (NpspItem item : items) {
      if (!segments.isEmpty()) {
        raw(",");
      }
      int from = out.size();
      out.writeBytes(item.json());
      segments.add(new Segment(item.dossier().value(), from, out.size()));
    }
    return raw("]");
  }

  List<Segment> segments() {
    return segments;
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
