package vn.lienthong.connectors.npsp.simulator;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A small HTTP/1.1 server on plain sockets, one virtual thread for each connection. Plain sockets,
 * because the JDK's server can neither reset a connection after n bytes nor come back on its port.
 */
final class HttpListener implements AutoCloseable {
  private static final int BACKLOG = 1024;
  private static final int IDLE_MILLIS = 60_000;

  private final Function<HttpRequest, HttpReply> handler;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final int port;
  private ServerSocket server;

  /** Listens on the loopback address; port 0 takes a free one. */
  HttpListener(int port, Function<HttpRequest, HttpReply> handler) throws IOException {
    this.handler = handler;
    this.server = open(port);
    this.port = server.getLocalPort();
    accept(server);
  }

  int port() {
    return port;
  }

  /** Closes the port and every connection. */
  synchronized void down() {
    closeQuietly(server);
    connections.forEach(HttpListener::closeQuietly);
  }

  /** Listens again on the same port; nothing when it does already. */
  synchronized void up() throws IOException {
    if (server.isClosed()) {
      server = open(port);
      accept(server);
    }
  }

  @Override
  public void close() {
    down();
  }

  private static ServerSocket open(int port) throws IOException {
    var socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private void accept(ServerSocket listening) {
    Thread.ofVirtual().name("npsp-simulator-accept").start(() -> acceptAll(listening));
  }

  private void acceptAll(ServerSocket listening) {
    while (!listening.isClosed()) {
      try {
        Socket connection = listening.accept();
        connections.add(connection);
        if (listening.isClosed()) {
          closeQuietly(connection);
        }
        Thread.ofVirtual().name("npsp-simulator-call").start(() -> serve(connection));
      } catch (IOException e) {
        // The port was closed, or a caller went away before it was taken: listen on.
        continue;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      connection.setSoTimeout(IDLE_MILLIS);
      var in = new BufferedInputStream(connection.getInputStream(), 1 << 14);
      boolean open = true;
      while (open) {
        open = answerNext(connection, in);
      }
    } catch (IOException e) {
      // The caller went away; what took effect stays.
      return;
    } finally {
      connections.remove(connection);
    }
  }

  private boolean answerNext(Socket connection, BufferedInputStream in) throws IOException {
    HttpReply reply;
    boolean keep;
    try {
      var request = HttpReader.read(in, connection.getOutputStream());
      if (request.isEmpty()) {
        return false;
      }
      reply = handler.apply(request.get());
      keep = !request.get().header("connection").orElse("").equalsIgnoreCase("close");
    } catch (HttpReader.BadRequest e) {
      reply = HttpReply.Whole.text(e.status(), e.reason());
      keep = false;
    }
    return write(connection, reply, keep);
  }

  private static boolean write(Socket connection, HttpReply reply, boolean keep)
      throws IOException {
    return switch (reply) {
      case HttpReply.Whole whole -> {
        connection.getOutputStream().write(bytes(whole, keep));
        yield keep;
      }
      case HttpReply.Cut(var whole, var count) -> {
        byte[] all = bytes(whole, keep);
        connection.getOutputStream().write(all, 0, Math.min(count, all.length));
        connection.setSoLinger(true, 0);
        yield false;
      }
    };
  }

  private static byte[] bytes(HttpReply.Whole answer, boolean keep) {
    var head = new StringBuilder(256).append("HTTP/1.1 ").append(answer.status()).append(" -\r\n");
    for (Map.Entry<String, String> header : answer.headers().entrySet()) {
      head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
    }
    head.append("Content-Length: ").append(answer.body().length).append("\r\n");
    head.append(keep ? "\r\n" : "Connection: close\r\n\r\n");
    byte[] start = head.toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = Arrays.copyOf(start, start.length + answer.body().length);
    System.arraycopy(answer.body(), 0, all, start.length, answer.body().length);
    return all;
  }

  private static void closeQuietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      // Nothing is left to close.
      return;
    }
  }
}
