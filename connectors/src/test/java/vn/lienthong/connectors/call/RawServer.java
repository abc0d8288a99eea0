package vn.lienthong.connectors.call;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A partner down to the socket: the test says byte by byte what it does with a connection. */
final class RawServer implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *([0-9]+)");

  private final ServerSocket listening;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  /** What the partner does with one connection. */
  interface Play {
    void with(Connection connection) throws IOException;
  }

  private RawServer(ServerSocket listening, Play play) {
    this.listening = listening;
    Thread.ofVirtual().name("raw-server").start(() -> acceptAll(play));
  }

  static RawServer plain(Play play) throws IOException {
    return over(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), play);
  }

  static RawServer over(ServerSocket listening, Play play) {
    return new RawServer(listening, play);
  }

  URI url(String scheme) {
    return URI.create(scheme + "://localhost:" + listening.getLocalPort() + "/mapi/g");
  }

  /** Bodies of the requests that were read whole. */
  List<String> requests() {
    return requests;
  }

  private void acceptAll(Play play) {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        open.add(socket);
        Thread.ofVirtual().name("raw-connection").start(() -> played(play, socket));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void played(Play play, Socket socket) {
    try (socket) {
      play.with(new Connection(socket, new BufferedInputStream(socket.getInputStream())));
    } catch (IOException _) {
      // The caller went away, which is what some tests wait for.
      return;
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  /** One connection as the partner sees it. */
  final class Connection {
    private final Socket socket;
    private final InputStream in;

    private Connection(Socket socket, InputStream in) {
      this.socket = socket;
      this.in = in;
    }

    /** Reads a whole request. */
    Connection read() throws IOException {
      Matcher length = LENGTH.matcher(head());
      int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
      byte[] body = in.readNBytes(bytes);
      if (body.length < bytes) {
        throw new EOFException("the body ended after " + body.length + " of " + bytes);
      }
      requests.add(new String(body, StandardCharsets.UTF_8));
      return this;
    }

    /** Reads the head of a request and leaves the body. */
    Connection readHead() throws IOException {
      head();
      return this;
    }

    private String head() throws IOException {
      var head = new ByteArrayOutputStream();
      while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        int next = in.read();
        if (next < 0) {
          throw new IOException("no request");
        }
        head.write(next);
      }
      return head.toString(StandardCharsets.ISO_8859_1);
    }

    /** Reads one byte, or finds that the caller has gone. */
    boolean readByte() throws IOException {
      return in.read() >= 0;
    }

    Connection write(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      return this;
    }

    Connection answer(String body) throws IOException {
      return write("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    /** Writes a byte every now and then until the caller has gone. */
    void dripUntilGone() throws IOException {
      socket.setSoTimeout(20);
      boolean there = true;
      while (there) {
        write("z");
        there = staysForNow();
      }
    }

    private boolean staysForNow() throws IOException {
      try {
        return in.read() >= 0;
      } catch (SocketTimeoutException _) {
        return true;
      }
    }

    /** The next close resets the connection. */
    Connection reset() throws IOException {
      socket.setSoLinger(true, 0);
      return this;
    }
  }

  /** An address at which nobody takes connections: its queue is full. */
  static final class Deaf implements AutoCloseable {
    private final ServerSocket listening;
    private final List<Socket> waiting = new CopyOnWriteArrayList<>();

    Deaf() throws IOException {
      listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      boolean taken = true;
      while (taken) {
        var socket = new Socket();
        waiting.add(socket);
        taken = connects(socket);
      }
    }

    private boolean connects(Socket socket) {
      try {
        socket.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), listening.getLocalPort()), 300);
        return true;
      } catch (IOException _) {
        return false;
      }
    }

    URI url() {
      return URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/mapi/g");
    }

    @Override
    public void close() throws IOException {
      for (Socket socket : waiting) {
        socket.close();
      }
      listening.close();
    }
  }
}
