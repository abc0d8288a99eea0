package vn.lienthong.connectors.onestop.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import vn.lienthong.connectors.onestop.OneStopDatabase;
import vn.lienthong.connectors.onestop.ProcedureCopy;
import vn.lienthong.connectors.onestop.RestWire;
import vn.lienthong.connectors.onestop.StoredFile;
import vn.lienthong.connectors.onestop.Watermark;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.schemas.procedure.ProcedureCode;

/**
 * The REST form of the contract over the office's database, on loopback, behind a bearer token:
 * what a vendor builds who lets nobody into its database.
 */
public final class OneStopRestServer implements AutoCloseable {
  private static final int LARGEST_BODY = 20 * 1024 * 1024;
  private static final int LARGEST_PAGE = 1_000;

  private final HttpServer server;
  private final ExecutorService workers;
  private final OneStopDatabase database;
  private final byte[] authorization;
  private final ObjectMapper json = RestWire.newMapper();

  /** An answer: status, media type, body and further headers. */
  private record Reply(int status, String type, byte[] body, Map<String, String> headers) {
    static Reply empty(int status) {
      return new Reply(status, "", new byte[0], Map.of());
    }
  }

  private OneStopRestServer(HttpServer server, DataSource dataSource, String token) {
    this.server = server;
    this.workers = Executors.newVirtualThreadPerTaskExecutor();
    this.database = new OneStopDatabase(dataSource);
    this.authorization = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Starts on loopback.
   *
   * @param port 0 for any free one
   */
  public static OneStopRestServer start(int port, DataSource dataSource, String token) {
    try {
      HttpServer http =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
      OneStopRestServer server = new OneStopRestServer(http, dataSource, token);
      http.createContext("/", server::handle);
      http.setExecutor(server.workers);
      http.start();
      return server;
    } catch (IOException e) {
      throw new HubException(
          e, HubError.PARTNER_UNREACHABLE, "port " + port, String.valueOf(e.getMessage()));
    }
  }

  /** Base address, ending in a slash. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  @Override
  public void close() {
    server.stop(0);
    workers.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Reply reply = answer(exchange);
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      if (!reply.type().isEmpty()) {
        exchange.getResponseHeaders().set("Content-Type", reply.type());
      }
      boolean empty = reply.body().length == 0;
      exchange.sendResponseHeaders(reply.status(), empty ? -1 : reply.body().length);
      if (!empty) {
        exchange.getResponseBody().write(reply.body());
      }
    }
  }

  private Reply answer(HttpExchange exchange) throws IOException {
    String given =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("");
    if (!MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), authorization)) {
      return Reply.empty(401);
    }
    byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
    if (body.length > LARGEST_BODY) {
      return Reply.empty(413);
    }
    List<String> path = path(exchange.getRequestURI());
    try {
      return switch (exchange.getRequestMethod() + " " + path.getFirst() + " " + path.size()) {
        case "GET feed 1" -> feed(query(exchange.getRequestURI()));
        case "POST acknowledgements 1" -> acknowledge(body);
        case "GET procedures 1" -> procedures(query(exchange.getRequestURI()));
        case "PUT procedures 1" -> put(body);
        case "POST procedures 3" -> close(path);
        case "GET files 2" -> file(path.get(1));
        default -> Reply.empty(404);
      };
    } catch (HubException e) {
      return Reply.empty(status(e.error()));
    } catch (JsonProcessingException | IllegalArgumentException _) {
      return Reply.empty(400);
    }
  }

  private static int status(HubError error) {
    return switch (error) {
      case FEED_BEHIND -> 409;
      case ONESTOP_BREAKS_CONTRACT -> 400;
      default -> 503;
    };
  }

  private Reply feed(Map<String, String> query) throws JsonProcessingException {
    Watermark after = Watermark.parse(query.getOrDefault("after", Watermark.START.toString()));
    return ok(RestWire.Feed.of(database.readFeed(after, limit(query)), json));
  }

  private Reply acknowledge(byte[] body) throws IOException {
    database.acknowledge(json.readValue(body, RestWire.Acknowledgements.class).acknowledgements());
    return Reply.empty(204);
  }

  private Reply procedures(Map<String, String> query) throws JsonProcessingException {
    List<RestWire.Copy> copies = new ArrayList<>();
    for (ProcedureCopy copy :
        database.proceduresAfter(query.getOrDefault("after", ""), limit(query))) {
      copies.add(RestWire.Copy.of(copy, json));
    }
    return ok(new RestWire.Procedures(copies));
  }

  private Reply put(byte[] body) throws IOException {
    database.putProcedures(
        json.readValue(body, RestWire.Procedures.class).procedures().stream()
            .map(RestWire.Copy::copy)
            .toList());
    return Reply.empty(204);
  }

  private Reply close(List<String> path) {
    if (!path.get(2).equals("close")) {
      return Reply.empty(404);
    }
    database.closeProcedure(new ProcedureCode(path.get(1)));
    return Reply.empty(204);
  }

  private Reply file(String key) {
    return database.openFile(key).map(OneStopRestServer::served).orElse(Reply.empty(404));
  }

  private static Reply served(StoredFile file) {
    return new Reply(
        200, file.mediaType(), file.bytes(), Map.of(RestWire.SHA256_HEADER, file.sha256()));
  }

  private Reply ok(Object answer) throws JsonProcessingException {
    return new Reply(200, "application/json", json.writeValueAsBytes(answer), Map.of());
  }

  private static int limit(Map<String, String> query) {
    int limit = Integer.parseInt(query.getOrDefault("limit", "100"));
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be 1 or more");
    }
    return Math.min(limit, LARGEST_PAGE);
  }

  private static List<String> path(URI uri) {
    return Arrays.stream(uri.getRawPath().substring(1).split("/", -1))
        .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
        .toList();
  }

  private static Map<String, String> query(URI uri) {
    String raw = Optional.ofNullable(uri.getRawQuery()).orElse("");
    return Arrays.stream(raw.split("&", -1))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2)
        .collect(
            Collectors.toMap(
                pair -> pair[0],
                pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                (first, _) -> first));
  }
}
