package vn.lienthong.connectors.call;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * The body of one request, which knows whether the connection ever asked for it. Head and body go
 * out in this order, so a partner that got no byte of the body cannot have acted on the call.
 */
final class GuardedBody implements BodyPublisher {
  private enum State {
    UNASKED,
    ASKED,
    WITHHELD
  }

  private final BodyPublisher bytes;
  private final AtomicReference<State> state;
  private final BooleanSupplier inTime;

  /**
   * An empty body says nothing: the head alone is the whole request.
   *
   * @param inTime asked when the connection is about to take the body; false withholds it
   */
  GuardedBody(byte[] body, BooleanSupplier inTime) {
    this.inTime = inTime;
    bytes = BodyPublishers.ofByteArray(body);
    state = new AtomicReference<>(body.length == 0 ? State.ASKED : State.UNASKED);
  }

  /** True when no byte of the body has left or will leave; from then on it is withheld for good. */
  boolean withhold() {
    return state.compareAndSet(State.UNASKED, State.WITHHELD) || state.get() == State.WITHHELD;
  }

  @Override
  public long contentLength() {
    return bytes.contentLength();
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    bytes.subscribe(new Gate(subscriber));
  }

  /** Stands between the bytes and the connection. */
  private final class Gate implements Flow.Subscriber<ByteBuffer> {
    private final Flow.Subscriber<? super ByteBuffer> connection;

    Gate(Flow.Subscriber<? super ByteBuffer> connection) {
      this.connection = connection;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      connection.onSubscribe(subscription);
    }

    @Override
    public void onNext(ByteBuffer part) {
      if (state.get() == State.UNASKED && !inTime.getAsBoolean() && withhold()) {
        connection.onError(new IOException("too late to send it"));
        return;
      }
      if (state.updateAndGet(s -> s == State.UNASKED ? State.ASKED : s) == State.ASKED) {
        connection.onNext(part);
      }
    }

    @Override
    public void onError(Throwable failure) {
      connection.onError(failure);
    }

    @Override
    public void onComplete() {
      if (state.get() == State.ASKED) {
        connection.onComplete();
      }
    }
  }
}
