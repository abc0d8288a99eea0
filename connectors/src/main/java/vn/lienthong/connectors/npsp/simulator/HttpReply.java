package vn.lienthong.connectors.npsp.simulator;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What goes back over the connection: a whole answer, or a part of one and a reset. */
sealed interface HttpReply {

  /** A whole answer. */
  record Whole(int status, Map<String, String> headers, byte[] body) implements HttpReply {
    public Whole {
      headers = Map.copyOf(headers);
    }

    static Whole json(int status, byte[] body) {
      return new Whole(status, Map.of("Content-Type", "application/json; charset=utf-8"), body);
    }

    static Whole text(int status, String text) {
      return new Whole(
          status,
          Map.of("Content-Type", "text/plain; charset=utf-8"),
          text.getBytes(StandardCharsets.UTF_8));
    }

    Whole with(String header, String value) {
      Map<String, String> more = new HashMap<>(headers);
      more.put(header, value);
      return new Whole(status, more, body);
    }
  }

  /** The first bytes of an answer, headers counted, then a reset of the connection. */
  record Cut(Whole answer, int bytes) implements HttpReply {}
}
