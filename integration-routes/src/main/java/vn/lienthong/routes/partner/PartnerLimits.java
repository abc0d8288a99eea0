package vn.lienthong.routes.partner;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import vn.lienthong.connectors.call.CallResult;

/**
 * What one node may ask of one partner: calls a second, calls at once, none while it fails, and
 * none for as long as it asked to be left alone.
 */
final class PartnerLimits {
  private static final String CIRCUIT_OPEN = "circuit-open";
  private static final Duration FULL = Duration.ofMillis(50);

  private final LimitProperties limits;
  private final Clock clock;
  private final Semaphore places;
  private final CircuitBreaker circuit;
  private final AtomicLong nextFreeNanos = new AtomicLong();
  private final AtomicLong leftAloneUntilMillis = new AtomicLong();

  PartnerLimits(String partner, LimitProperties limits, Clock clock) {
    this.limits = limits;
    this.clock = clock;
    this.places = new Semaphore(limits.concurrency());
    this.circuit =
        CircuitBreaker.of(
            partner,
            CircuitBreakerConfig.custom()
                .clock(clock)
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(limits.circuitWindow())
                .minimumNumberOfCalls(limits.circuitWindow())
                .failureRateThreshold(limits.circuitFailurePercent())
                .waitDurationInOpenState(limits.circuitOpenFor())
                .permittedNumberOfCallsInHalfOpenState(1)
                .build());
  }

  /** A turn now, or how long to wait for one. Never waits. */
  Turn turn() {
    return places.tryAcquire() ? afterPlace() : new Turn.NotNow("concurrency", FULL);
  }

  /**
   * A turn, waiting at most {@code patience} for a place, for the rate, and for a partner that
   * asked to be left alone. For one that fails it does not wait.
   */
  Turn turnWithin(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      if (!places.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        return new Turn.NotNow("concurrency", FULL);
      }
      Turn turn = afterPlace();
      boolean patient =
          turn instanceof Turn.NotNow(String reason, Duration wait)
              && !reason.equals(CIRCUIT_OPEN)
              && wait.toNanos() <= end - System.nanoTime();
      if (!patient) {
        return turn;
      }
      await(((Turn.NotNow) turn).after());
    }
  }

  private static void await(Duration time) throws InterruptedException {
    boolean _ = new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  private Turn afterPlace() {
    long leftAloneMillis = leftAloneUntilMillis.get() - clock.millis();
    if (leftAloneMillis > 0) {
      places.release();
      return new Turn.NotNow("left-alone", Duration.ofMillis(leftAloneMillis));
    }
    Duration wait = reserve();
    if (!wait.isZero()) {
      places.release();
      return new Turn.NotNow("rate", wait);
    }
    if (!circuit.tryAcquirePermission()) {
      places.release();
      return new Turn.NotNow(CIRCUIT_OPEN, limits.circuitOpenFor());
    }
    return new Turn.Granted(
        () -> {
          circuit.releasePermission();
          places.release();
        });
  }

  private Duration reserve() {
    if (limits.callsPerSecond() == 0) {
      return Duration.ZERO;
    }
    long step = 1_000_000_000L / limits.callsPerSecond();
    long burst = step * Math.max(1, limits.callsPerSecond() / 10);
    while (true) {
      long now = TimeUnit.MILLISECONDS.toNanos(clock.millis());
      long free = nextFreeNanos.get();
      if (free > now + burst) {
        return Duration.ofNanos(free - now - burst);
      }
      if (nextFreeNanos.compareAndSet(free, Math.max(free, now) + step)) {
        return Duration.ZERO;
      }
    }
  }

  /** Tells the circuit how a call went. Only what says that the partner is ill counts as failed. */
  void record(CallResult result) {
    switch (result) {
      case CallResult.Answered answered when answered.status() >= 500 || answered.status() == 429 ->
          ill(answered);
      case CallResult.Answered answered ->
          circuit.onSuccess(answered.took().toNanos(), TimeUnit.NANOSECONDS);
      case CallResult.NotSent _ -> failed(Duration.ZERO);
      case CallResult.Lost _ -> failed(Duration.ZERO);
    }
  }

  private void ill(CallResult.Answered answered) {
    answered
        .retryAfter(clock.instant())
        .ifPresent(
            wait ->
                leftAloneUntilMillis.accumulateAndGet(clock.millis() + wait.toMillis(), Math::max));
    failed(answered.took());
  }

  private void failed(Duration took) {
    circuit.onError(took.toNanos(), TimeUnit.NANOSECONDS, new PartnerFailure());
  }

  /** True while calls are held back because the partner fails. */
  boolean circuitOpen() {
    return circuit.getState() == CircuitBreaker.State.OPEN;
  }

  /** Stands for a failed call towards the circuit breaker; never thrown. */
  private static final class PartnerFailure extends Exception {
    private static final long serialVersionUID = 1L;

    PartnerFailure() {
      super("partner failed", null, false, false);
    }
  }
}
