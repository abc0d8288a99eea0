package vn.lienthong.demo;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real Chromium, told what to do over the WebDriver protocol (W3C, 2018). */
final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process driver;
  private final String base;
  private final String session;
  private final String language;
  private final int width;

  Browser(String language) throws IOException, InterruptedException {
    this(language, 1280);
  }

  /** A browser whose pages are so many pixels wide. */
  Browser(String language, int width) throws IOException, InterruptedException {
    this.language = language;
    this.width = width;
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    driver =
        new ProcessBuilder("chromedriver", "--port=" + port)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    base = "http://127.0.0.1:" + port + "/session";
    String options =
        """
        {"capabilities": {"alwaysMatch": {"goog:chromeOptions": {
          "args": ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage",
                   "--window-size=1280,1400", "--accept-lang=%s"]}}}}"""
            .formatted(language);
    session = begin(options);
    ask("POST", base + "/" + session + "/timeouts", "{\"implicit\": 10000}");
    resize(1400);
  }

  String language() {
    return language;
  }

  int width() {
    return width;
  }

  private String begin(String options) throws IOException, InterruptedException {
    for (int attempt = 0; ; attempt++) {
      try {
        return ask("POST", base, options).path("sessionId").asText();
      } catch (IOException e) {
        if (attempt == 100) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
  }

  void open(String address) throws IOException, InterruptedException {
    ask("POST", base + "/" + session + "/url", json(Map.of("url", address)));
  }

  void type(String css, String text) throws IOException, InterruptedException {
    ask("POST", element(css) + "/value", json(Map.of("text", text)));
  }

  void click(String css) throws IOException, InterruptedException {
    ask("POST", element(css) + "/click", "{}");
  }

  /** Waits for the element; it is found and read in one step, for the page may refresh itself. */
  String text(String css) throws IOException {
    String expression =
        "(element => element && element.innerText.trim())(document.querySelector("
            + JSON.writeValueAsString(css)
            + "))";
    return await(css)
        .atMost(PATIENCE)
        .ignoreException(IOException.class) // a page may be on its way out
        .until(() -> evaluate(expression), JsonNode::isTextual)
        .asText();
  }

  /** The value of a JavaScript expression. */
  JsonNode evaluate(String expression) throws IOException, InterruptedException {
    return ask(
        "POST",
        base + "/" + session + "/execute/sync",
        JSON.writeValueAsString(Map.of("script", "return " + expression, "args", new int[0])));
  }

  void screenshot(Path file) throws IOException, InterruptedException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(
        file,
        Base64.getDecoder().decode(ask("GET", base + "/" + session + "/screenshot", "").asText()));
  }

  /** Types on the keyboard, wherever the focus is. */
  void press(String... texts) throws IOException, InterruptedException {
    StringBuilder actions = new StringBuilder();
    for (String text : texts) {
      text.codePoints()
          .mapToObj(Character::toString)
          .forEach(key -> actions.append(key("keyDown", key)).append(key("keyUp", key)));
    }
    actions.setLength(actions.length() - 1);
    ask(
        "POST",
        base + "/" + session + "/actions",
        "{\"actions\": [{\"type\": \"key\", \"id\": \"k\", \"actions\": [" + actions + "]}]}");
  }

  private static String key(String what, String key) {
    return "{\"type\": \"%s\", \"value\": \"%s\"},".formatted(what, key.replace("\"", "\\\""));
  }

  /** Presses the tab key until the element has the focus. */
  void tabTo(String css) throws IOException, InterruptedException {
    String reached =
        "document.activeElement === document.querySelector("
            + JSON.writeValueAsString(css)
            + ") && document.activeElement !== null";
    for (int i = 0; i < 200 && !evaluate(reached).asBoolean(); i++) {
      press("\uE004");
    }
    if (!evaluate(reached).asBoolean()) {
      throw new AssertionError("no tab stop is " + css);
    }
  }

  /** The whole page, however long it is. */
  void wholeScreenshot(Path file) throws IOException, InterruptedException {
    resize(Math.min(6000, evaluate("document.documentElement.scrollHeight").asInt()));
    screenshot(file);
    resize(1400);
  }

  /** Chromium's own way: a window is never as narrow as a telephone. */
  private void resize(int height) throws IOException, InterruptedException {
    ask(
        "POST",
        base + "/" + session + "/goog/cdp/execute",
        """
        {"cmd": "Emulation.setDeviceMetricsOverride", "params":
          {"width": %d, "height": %d, "deviceScaleFactor": 1, "mobile": false}}"""
            .formatted(width, height));
  }

  private String element(String css) throws IOException, InterruptedException {
    JsonNode found =
        ask(
            "POST",
            base + "/" + session + "/element",
            json(Map.of("using", "css selector", "value", css)));
    return base + "/" + session + "/element/" + found.elements().next().asText();
  }

  private static String json(Map<String, String> members) throws IOException {
    return JSON.writeValueAsString(members);
  }

  private JsonNode ask(String method, String address, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    JsonNode value = JSON.readTree(answer.body()).path("value");
    if (answer.statusCode() != 200) {
      throw new IOException(address + ": " + value.path("message").asText());
    }
    return value;
  }

  @Override
  public void close() throws IOException {
    driver.descendants().forEach(ProcessHandle::destroy);
    driver.destroy();
    driver.onExit().join();
    http.close();
  }
}
