package vn.lienthong.connectors.call;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.net.ssl.SSLHandshakeException;

/**
 * Writes one prepared call to its target and reads the whole answer. Never repeats a call: what
 * broke after the connection stood is {@link CallResult.Lost}. Thread-safe.
 */
public final class HttpSender implements AutoCloseable {
  private static final int LONGEST_ANSWER = 32 * 1024 * 1024;

  private final HttpClient client;

  public HttpSender(Duration connectTimeout) {
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connectTimeout)
            .build();
  }

  /**
   * Sends the call.
   *
   * @param extraHeaders what signing adds
   * @param timeout for everything: connecting, sending, and reading the answer to its end
   */
  public CallResult send(PreparedCall call, Map<String, String> extraHeaders, Duration timeout) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(call.target())
            .method(call.method(), BodyPublishers.ofByteArray(call.body()));
    call.headers().forEach(request::setHeader);
    extraHeaders.forEach(request::setHeader);
    long begin = System.nanoTime();
    CompletableFuture<HttpResponse<byte[]>> pending =
        client.sendAsync(
            request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER));
    try {
      HttpResponse<byte[]> answer = pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return new CallResult.Answered(
          answer.statusCode(),
          headers(answer),
          answer.body(),
          Duration.ofNanos(System.nanoTime() - begin));
    } catch (ExecutionException e) {
      return failed(e);
    } catch (TimeoutException _) {
      pending.cancel(true);
      return new CallResult.Lost("no answer within " + timeout.toMillis() + " ms");
    } catch (InterruptedException _) {
      pending.cancel(true);
      Thread.currentThread().interrupt();
      return new CallResult.Lost("interrupted");
    }
  }

  private static Map<String, String> headers(HttpResponse<?> answer) {
    return answer.headers().map().entrySet().stream()
        .collect(
            Collectors.toMap(
                header -> header.getKey().toLowerCase(Locale.ROOT),
                header -> String.join(", ", header.getValue()),
                (first, _) -> first));
  }

  private static CallResult failed(ExecutionException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException
          || cause instanceof HttpConnectTimeoutException
          || cause instanceof UnresolvedAddressException
          || cause instanceof SSLHandshakeException) {
        return new CallResult.NotSent(reason(cause));
      }
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return new CallResult.Lost(reason(cause));
      }
    }
    return new CallResult.Lost(reason(e));
  }

  private static String reason(Throwable cause) {
    String text = cause.getMessage();
    return text == null || text.isBlank() ? cause.getClass().getSimpleName() : text;
  }

  @Override
  public void close() {
    client.close();
  }
}
