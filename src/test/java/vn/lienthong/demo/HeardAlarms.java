package vn.lienthong.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody's service that takes alarms. */
record HeardAlarms(HttpServer server, List<String> heard) implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  static HeardAlarms listen() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    List<String> heard = new CopyOnWriteArrayList<>();
    server.createContext(
        "/",
        exchange -> {
          JsonNode alarm = JSON.readTree(exchange.getRequestBody()).path("alarm");
          heard.add(alarm.path("kind").asText() + " " + alarm.path("key").asText());
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    return new HeardAlarms(server, heard);
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/alarms";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
