package vn.lienthong.connectors.npsp.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Fetches every file link of what took effect, after the effect, and tells the book what it found.
 * A link that finds the queue full counts as failed.
 */
final class FileFetcher implements AutoCloseable {
  private static final int WORKERS = 4;
  private static final int QUEUE = 50_000;
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private final BlockingQueue<Link> queue = new LinkedBlockingQueue<>(QUEUE);
  private final AtomicLong pending = new AtomicLong();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final List<Thread> workers;
  private final Findings findings;

  /** A link and the name under which it was given. */
  private record Link(String name, String address) {}

  /** Where findings go: fetched, missing, wrong-hash, wrong-type or failed; the name; why. */
  @FunctionalInterface
  interface Findings {
    void found(String result, String name, String reason);
  }

  FileFetcher(Findings findings) {
    this.findings = findings;
    this.workers =
        IntStream.range(0, WORKERS)
            .mapToObj(n -> Thread.ofVirtual().name("npsp-simulator-file-" + n).start(this::work))
            .toList();
  }

  long pending() {
    return pending.get();
  }

  /** Queues the links of one pushed dossier. */
  void fetch(JsonNode dossier) {
    for (JsonNode file : dossier.path("TaiLieuNop")) {
      if (!file.path("IsDeleted").asText().equals("True")) {
        offer(file.path("TenTepDinhKem").asText(), file.path("DuongDanTaiTepTin").asText());
      }
    }
    for (JsonNode paper : dossier.path("DanhSachGiayToKetQua")) {
      offer(paper.path("TenGiayTo").asText(), paper.path("DuongDanTepTinKetQua").asText());
    }
  }

  private void offer(String name, String address) {
    if (address.isEmpty()) {
      return;
    }
    pending.incrementAndGet();
    if (!queue.offer(new Link(name, address))) {
      pending.decrementAndGet();
      findings.found("failed", name, "too many files wait");
    }
  }

  private void work() {
    try {
      while (true) {
        Link link = queue.take();
        fetchOne(link);
        pending.decrementAndGet();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void fetchOne(Link link) throws InterruptedException {
    try {
      var request = HttpRequest.newBuilder(URI.create(link.address())).timeout(TIMEOUT).build();
      HttpResponse<InputStream> answer =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        judge(link, answer, body);
      }
    } catch (IOException | IllegalArgumentException e) {
      findings.found("failed", link.name(), e.toString());
    }
  }

  private void judge(Link link, HttpResponse<InputStream> answer, InputStream body)
      throws IOException {
    switch (answer.statusCode()) {
      case 200 -> {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        var name = FileNames.best(link.name(), link.address(), answer.headers());
        FileContent.read(body)
            .wrongAgainst(name, type)
            .ifPresentOrElse(
                fault -> findings.found("wrong-" + fault.word(), link.name(), name),
                () -> findings.found("fetched", link.name(), ""));
      }
      case 404, 410 -> findings.found("missing", link.name(), "HTTP " + answer.statusCode());
      default -> findings.found("failed", link.name(), "HTTP " + answer.statusCode());
    }
  }

  @Override
  public void close() {
    workers.forEach(Thread::interrupt);
    client.shutdownNow();
  }
}
