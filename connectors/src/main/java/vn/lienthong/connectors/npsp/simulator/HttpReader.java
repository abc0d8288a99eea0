package vn.lienthong.connectors.npsp.simulator;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads one HTTP/1.1 request: a body by Content-Length or in chunks, within limits. */
final class HttpReader {
  static final int MAX_BODY = 64 << 20;
  private static final int MAX_LINE = 16 << 10;
  private static final int MAX_HEADERS = 100;
  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

  private final InputStream in;

  private HttpReader(InputStream in) {
    this.in = in;
  }

  /** The request cannot be read; the status says why. */
  static final class BadRequest extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String reason;

    BadRequest(int status, String reason) {
      super(reason);
      this.status = status;
      this.reason = reason;
    }

    int status() {
      return status;
    }

    String reason() {
      return reason;
    }
  }

  /** The next request, or empty when the caller has closed the connection. */
  static Optional<HttpRequest> read(InputStream in, OutputStream out)
      throws IOException, BadRequest {
    var reader = new HttpReader(in);
    Optional<String> first = reader.line();
    if (first.isEmpty()) {
      return Optional.empty();
    }
    String[] parts = first.get().split(" ", 3);
    if (parts.length != 3 || !parts[2].startsWith("HTTP/1.") || !parts[1].startsWith("/")) {
      throw new BadRequest(400, "no HTTP/1.1 request line");
    }
    Map<String, String> headers = reader.headers();
    if (headers.getOrDefault("expect", "").equalsIgnoreCase("100-continue")) {
      out.write(CONTINUE);
    }
    try {
      return Optional.of(HttpRequest.of(parts[0], parts[1], headers, reader.body(headers)));
    } catch (IllegalArgumentException e) {
      throw new BadRequest(400, "the address is not well encoded");
    }
  }

  private Map<String, String> headers() throws IOException, BadRequest {
    Map<String, String> headers = new HashMap<>();
    for (int i = 0; i <= MAX_HEADERS; i++) {
      String line = line().orElseThrow(EOFException::new);
      if (line.isEmpty()) {
        return Map.copyOf(headers);
      }
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new BadRequest(400, "a header line has no colon");
      }
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    throw new BadRequest(431, "too many headers");
  }

  private byte[] body(Map<String, String> headers) throws IOException, BadRequest {
    if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
      return chunks();
    }
    String length = headers.getOrDefault("content-length", "0");
    if (!length.matches("[0-9]{1,18}")) {
      throw new BadRequest(400, "Content-Length is no number");
    }
    return exactly(limited(Long.parseLong(length)));
  }

  private byte[] chunks() throws IOException, BadRequest {
    var all = new ByteArrayOutputStream();
    while (true) {
      String size = line().orElseThrow(EOFException::new).replaceFirst(";.*", "").strip();
      if (!size.matches("[0-9a-fA-F]{1,15}")) {
        throw new BadRequest(400, "a chunk has no size");
      }
      int length = limited(Long.parseLong(size, 16) + all.size()) - all.size();
      all.writeBytes(exactly(length));
      String end = line().orElseThrow(EOFException::new);
      if (length == 0) {
        while (!end.isEmpty()) {
          end = line().orElseThrow(EOFException::new);
        }
        return all.toByteArray();
      }
    }
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
  }

  private static int limited(long length) throws BadRequest {
    if (length > MAX_BODY) {
      throw new BadRequest(413, "the body is longer than " + MAX_BODY + " bytes");
    }
    return (int) length;
  }

  private Optional<String> line() throws IOException, BadRequest {
    var line = new ByteArrayOutputStream(128);
    int next = in.read();
    if (next < 0) {
      return Optional.empty();
    }
    while (next != '\n') {
      if (next < 0) {
        throw new EOFException();
      }
      if (line.size() >= MAX_LINE) {
        throw new BadRequest(431, "a header line is too long");
      }
      line.write(next);
      next = in.read();
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
  }
}
