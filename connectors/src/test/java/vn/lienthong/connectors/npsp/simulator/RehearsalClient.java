package vn.lienthong.connectors.npsp.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A caller of the adapter, written from the field tables alone. */
final class RehearsalClient implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();
  static final String DSTCODE = "VN:GOV:000.00.00.G22:vpcpdvcprovider";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI base;
  private String session = "";

  RehearsalClient(URI base) {
    this.base = base;
  }

  RehearsalClient loggedIn() throws IOException {
    JsonNode answer =
        json(post("/mapi/login", "{\"username\":\"H38\",\"password\":\"rehearsal\"}"));
    session = answer.path("session").asText();
    return this;
  }

  String session() {
    return session;
  }

  JsonNode add(JsonNode... dossiers) throws IOException {
    return integration("DongBoHoSoMC", data(dossiers).put("isUpdating", "False"));
  }

  JsonNode update(JsonNode... dossiers) throws IOException {
    return integration("DongBoHoSoMC", data(dossiers).put("isUpdating", "True"));
  }

  JsonNode steps(JsonNode... steps) throws IOException {
    return integration("CapNhatTienDoHoSoMC", data(steps));
  }

  boolean knows(String code) throws IOException {
    ObjectNode fields = JSON.createObjectNode().put("mahoso", code);
    return !integration("TraCuuHoSo", fields).path("result").isEmpty();
  }

  JsonNode integration(String service, ObjectNode fields) throws IOException {
    return json(post("/mapi/g", envelope(service, fields)));
  }

  JsonNode share(String service) throws IOException {
    return json(post("/mapi/share", envelope(service, JSON.createObjectNode())));
  }

  String envelope(String service, ObjectNode fields) {
    return JSON.createObjectNode()
        .put("session", session)
        .put("madonvi", "000.00.00.H38")
        .put("service", service)
        .setAll(fields)
        .toString();
  }

  HttpResponse<byte[]> post(String path, String body) throws IOException {
    return send(
        request(path)
            .header("dstcode", DSTCODE)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  JsonNode get(String path) throws IOException {
    return json(send(request(path).build()));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(60));
  }

  HttpResponse<byte[]> send(HttpRequest request) throws IOException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(e));
    }
  }

  static JsonNode json(HttpResponse<byte[]> answer) throws IOException {
    return JSON.readTree(new String(answer.body(), StandardCharsets.UTF_8));
  }

  static ObjectNode data(JsonNode... items) {
    ObjectNode fields = JSON.createObjectNode();
    ArrayNode data = fields.putArray("data");
    for (JsonNode item : items) {
      data.add(item);
    }
    return fields;
  }

  @Override
  public void close() {
    http.close();
  }
}
