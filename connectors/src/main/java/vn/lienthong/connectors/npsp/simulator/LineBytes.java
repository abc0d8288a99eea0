package vn.lienthong.connectors.npsp.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Whole lines of a stream, as bytes without their end; an unfinished last line is left out. */
final class LineBytes {
  private final InputStream in;
  private final byte[] block = new byte[1 << 16];
  private int position;
  private int filled;

  LineBytes(InputStream in) {
    this.in = in;
  }

  Optional<byte[]> next() throws IOException {
    var line = new ByteArrayOutputStream(4096);
    while (true) {
      int start = position;
      while (position < filled && block[position] != '\n') {
        position++;
      }
      line.write(block, start, position - start);
      if (position < filled) {
        position++;
        return Optional.of(line.toByteArray());
      }
      filled = Math.max(0, in.read(block));
      position = 0;
      if (filled == 0) {
        return Optional.empty();
      }
    }
  }
}
