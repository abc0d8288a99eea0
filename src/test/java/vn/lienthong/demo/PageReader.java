package vn.lienthong.demo;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vn.lienthong.demo.HubUnderTest.Running;

/** Somebody with a browser that knows no JavaScript, signed in and reading English. */
final class PageReader implements AutoCloseable {
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final HttpClient http =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();
  private final String address;

  private PageReader(String address) {
    this.address = address;
  }

  static PageReader signedIn(Running hub, String user) throws IOException, InterruptedException {
    PageReader reader = new PageReader(hub.address());
    reader.post(
        "/login",
        "/login",
        Map.of("username", user, "password", hub.passwords().getOrDefault(user, "")));
    return reader;
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(address + path)).GET());
  }

  /** Fills a form of a page and sends it. */
  HttpResponse<String> post(String page, String path, Map<String, String> fields)
      throws IOException, InterruptedException {
    Matcher token = TOKEN.matcher(get(page).body());
    Map<String, String> all = new TreeMap<>(fields);
    if (token.find()) {
      all.put("_csrf", token.group(1));
    }
    return postBare(path, all);
  }

  /** Sends a form as it is, without the page's token. */
  HttpResponse<String> postBare(String path, Map<String, String> fields)
      throws IOException, InterruptedException {
    String body =
        fields.entrySet().stream()
            .map(one -> one.getKey() + "=" + encoded(one.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(URI.create(address + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(
        request.header("Accept", "text/html").header("Accept-Language", "en").build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    http.close();
  }
}
