package vn.lienthong.routes.partner;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * How hard and how patiently one partner is called.
 *
 * @param values of every setting; times in milliseconds
 */
public record Pace(Map<PaceSetting, Long> values) {
  public Pace {
    values = Map.copyOf(values);
    if (values.size() != PaceSetting.values().length) {
      throw new IllegalArgumentException("a pace needs every setting, not only " + values);
    }
  }

  /** How deliveries go out, beside what holds for every call. */
  public record Deliveries(
      int workers, int batchSize, Duration backOffFirst, Duration backOffMost) {}

  /** The pace that settings files give. */
  public static Pace of(Duration timeout, LimitProperties limits, Deliveries deliveries) {
    Map<PaceSetting, Long> values = new EnumMap<>(PaceSetting.class);
    values.put(PaceSetting.TIMEOUT, timeout.toMillis());
    values.put(PaceSetting.CALLS_PER_SECOND, (long) limits.callsPerSecond());
    values.put(PaceSetting.CONCURRENCY, (long) limits.concurrency());
    values.put(PaceSetting.PATIENCE, limits.patience().toMillis());
    values.put(PaceSetting.CIRCUIT_WINDOW, (long) limits.circuitWindow());
    values.put(PaceSetting.CIRCUIT_FAILURE_PERCENT, (long) limits.circuitFailurePercent());
    values.put(PaceSetting.CIRCUIT_OPEN_FOR, limits.circuitOpenFor().toMillis());
    values.put(PaceSetting.WORKERS, (long) deliveries.workers());
    values.put(PaceSetting.BATCH_SIZE, (long) deliveries.batchSize());
    values.put(PaceSetting.BACK_OFF_FIRST, deliveries.backOffFirst().toMillis());
    values.put(PaceSetting.BACK_OFF_MOST, deliveries.backOffMost().toMillis());
    return new Pace(values);
  }

  /** This pace with other values for some settings. */
  public Pace with(Map<PaceSetting, Long> others) {
    Map<PaceSetting, Long> all = new EnumMap<>(values);
    all.putAll(others);
    return new Pace(all);
  }

  /** The value of one setting; a time in milliseconds. */
  public long value(PaceSetting setting) {
    return values.getOrDefault(setting, 0L);
  }

  public Duration timeout() {
    return time(PaceSetting.TIMEOUT);
  }

  /** 0 for no limit. */
  public int callsPerSecond() {
    return number(PaceSetting.CALLS_PER_SECOND);
  }

  public int concurrency() {
    return number(PaceSetting.CONCURRENCY);
  }

  public int workers() {
    return number(PaceSetting.WORKERS);
  }

  public int batchSize() {
    return number(PaceSetting.BATCH_SIZE);
  }

  Duration patience() {
    return time(PaceSetting.PATIENCE);
  }

  Circuit circuit() {
    return new Circuit(
        number(PaceSetting.CIRCUIT_WINDOW),
        number(PaceSetting.CIRCUIT_FAILURE_PERCENT),
        time(PaceSetting.CIRCUIT_OPEN_FOR));
  }

  /** When a partner is held to be ill, and for how long it is then left alone. */
  record Circuit(int window, int failurePercent, Duration openFor) {}

  public Duration backOffFirst() {
    return time(PaceSetting.BACK_OFF_FIRST);
  }

  public Duration backOffMost() {
    return time(PaceSetting.BACK_OFF_MOST);
  }

  private int number(PaceSetting setting) {
    return Math.toIntExact(value(setting));
  }

  private Duration time(PaceSetting setting) {
    return Duration.ofMillis(value(setting));
  }
}
