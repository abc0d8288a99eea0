package vn.lienthong.connectors.call;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLHandshakeException;

/**
 * Writes one prepared call to its target and reads the whole answer. Never repeats a call: what
 * broke before the body was asked for is {@link CallResult.NotSent}, all else {@link
 * CallResult.Lost} (docs/decisions/0040). Thread-safe.
 */
public final class HttpSender implements AutoCloseable {
  /** The national list of 5,739 rows has 1.1 MB. */
  private static final int LONGEST_ANSWER = 16 * 1024 * 1024;

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
    return send(call, extraHeaders, timeout, () -> true);
  }

  /**
   * Sends the call unless it is too late when its body is about to leave: a process that was
   * stopped on the way there must not act on what it knew before.
   *
   * @param extraHeaders what signing adds
   * @param timeout for everything: connecting, sending, and reading the answer to its end
   * @param inTime asked by a thread of the connection
   */
  public CallResult send(
      PreparedCall call,
      Map<String, String> extraHeaders,
      Duration timeout,
      BooleanSupplier inTime) {
    GuardedBody body = new GuardedBody(call.body(), inTime);
    HttpRequest.Builder request = HttpRequest.newBuilder(call.target()).method(call.method(), body);
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
      return failed(e, body);
    } catch (TimeoutException _) {
      return givenUp(pending, body, "no answer within " + timeout.toMillis() + " ms");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return givenUp(pending, body, "interrupted");
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

  private static CallResult givenUp(Future<?> pending, GuardedBody body, String reason) {
    boolean nothingLeft = body.withhold();
    pending.cancel(true);
    return nothingLeft ? new CallResult.NotSent(reason) : new CallResult.Lost(reason);
  }

  private static CallResult failed(ExecutionException e, GuardedBody body) {
    Throwable failure = e;
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException
          || cause instanceof HttpConnectTimeoutException
          || cause instanceof SSLHandshakeException) {
        return new CallResult.NotSent(reason(cause));
      }
      failure = failure instanceof IOException ? failure : cause;
    }
    return body.withhold()
        ? new CallResult.NotSent(reason(failure))
        : new CallResult.Lost(reason(failure));
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
