package vn.lienthong.routes.partner;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import vn.lienthong.connectors.call.CallResult;

/**
 * What one node may ask of one partner: calls a second, calls at once, none while it fails, none
 * for as long as it asked to be left alone, and none in its maintenance windows.
 */
final class PartnerLimits {
  private static final String CIRCUIT_OPEN = "circuit-open";
  private static final Duration FULL = Duration.ofMillis(50);

  private static final String MAINTENANCE = "maintenance";

  private final String partner;
  private final Supplier<Terms> terms;
  private final Clock clock;
  private final Places places;
  private final AtomicLong nextFreeNanos = new AtomicLong();
  private final AtomicLong leftAloneUntilMillis = new AtomicLong();
  private Pace applied;
  private volatile CircuitBreaker circuit;

  /** The terms are asked for at every turn, so that a change of them holds from the next on. */
  PartnerLimits(String partner, Supplier<Terms> terms, Clock clock) {
    this.partner = partner;
    this.terms = terms;
    this.clock = clock;
    this.applied = terms.get().pace();
    this.places = new Places(applied.concurrency());
    this.circuit = circuit(applied.circuit());
  }

  private CircuitBreaker circuit(Pace.Circuit pace) {
    return CircuitBreaker.of(
        partner,
        CircuitBreakerConfig.custom()
            .clock(clock)
            .slidingWindowType(SlidingWindowType.COUNT_BASED)
            .slidingWindowSize(pace.window())
            .minimumNumberOfCalls(pace.window())
            .failureRateThreshold(pace.failurePercent())
            .waitDurationInOpenState(pace.openFor())
            .permittedNumberOfCallsInHalfOpenState(1)
            .build());
  }

  String partner() {
    return partner;
  }

  /** What holds for the partner now. */
  Terms terms() {
    return terms.get();
  }

  /** A circuit with other settings begins closed. */
  private synchronized Pace adjusted() {
    Pace pace = terms.get().pace();
    if (!pace.equals(applied)) {
      places.grow(pace.concurrency() - applied.concurrency());
      if (!pace.circuit().equals(applied.circuit())) {
        circuit = circuit(pace.circuit());
      }
      applied = pace;
    }
    return pace;
  }

  /** A turn now, or how long to wait for one. Never waits. */
  Turn turn() {
    Pace pace = adjusted();
    return places.tryAcquire() ? afterPlace(pace) : new Turn.NotNow("concurrency", FULL);
  }

  /**
   * A turn, waiting for a place, for the rate, and for a partner that asked to be left alone, at
   * most as long as its pace says. For one that fails it does not wait.
   */
  Turn turnWithinPatience() throws InterruptedException {
    long end = System.nanoTime() + terms.get().pace().patience().toNanos();
    while (true) {
      Pace pace = adjusted();
      if (!places.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        return new Turn.NotNow("concurrency", FULL);
      }
      Turn turn = afterPlace(pace);
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

  private Turn afterPlace(Pace pace) {
    Instant now = clock.instant();
    Optional<Instant> maintenance = terms.get().maintenanceUntil(now);
    if (maintenance.isPresent()) {
      places.release();
      return new Turn.NotNow(MAINTENANCE, Duration.between(now, maintenance.get()));
    }
    long leftAloneMillis = leftAloneUntilMillis.get() - clock.millis();
    if (leftAloneMillis > 0) {
      places.release();
      return new Turn.NotNow("left-alone", Duration.ofMillis(leftAloneMillis));
    }
    Duration wait = reserve(pace.callsPerSecond());
    if (!wait.isZero()) {
      places.release();
      return new Turn.NotNow("rate", wait);
    }
    CircuitBreaker asked = circuit;
    if (!asked.tryAcquirePermission()) {
      places.release();
      return new Turn.NotNow(CIRCUIT_OPEN, pace.circuit().openFor());
    }
    return new Turn.Granted(
        () -> {
          asked.releasePermission();
          places.release();
        });
  }

  private Duration reserve(int callsPerSecond) {
    if (callsPerSecond == 0) {
      return Duration.ZERO;
    }
    long step = 1_000_000_000L / callsPerSecond;
    long burst = step * Math.max(1, callsPerSecond / 10);
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

  /** When the maintenance that lasts now ends. */
  Optional<Instant> maintenanceUntil() {
    return terms.get().maintenanceUntil(clock.instant());
  }

  /** True while calls are held back because the partner fails. */
  boolean circuitOpen() {
    return circuit.getState() == CircuitBreaker.State.OPEN;
  }

  /** Places among the calls at once; their number may be changed while some are taken. */
  private static final class Places extends Semaphore {
    private static final long serialVersionUID = 1L;

    Places(int permits) {
      super(permits);
    }

    void grow(int by) {
      if (by > 0) {
        release(by);
      } else {
        reducePermits(-by);
      }
    }
  }

  /** Stands for a failed call towards the circuit breaker; never thrown. */
  private static final class PartnerFailure extends Exception {
    private static final long serialVersionUID = 1L;

    PartnerFailure() {
      super("partner failed", null, false, false);
    }
  }
}
